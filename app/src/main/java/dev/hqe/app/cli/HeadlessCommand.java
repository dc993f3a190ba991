package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "headless",
        description = {
            "Runs the workbench without a window, for the agents of this machine.",
            "hqe mcp starts it by itself; it ends when nobody has used it for a while."
        })
final class HeadlessCommand extends Subcommand {

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            defaultValue = "${env:HQE_IDLE:-5m}",
            converter = DurationConverter.class,
            description =
                    "how long it stays when its last agent has gone, such as 30s or 5m; ${DEFAULT-VALUE}"
                            + " unless given here or in HQE_IDLE")
    private Duration idle = Headless.IDLE;

    @Option(names = "--detached", hidden = true)
    private boolean detached;

    HeadlessCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        new Headless(installation(), err()).run(homeDirectory(), idle, detached);
        return Failures.DONE;
    }
}
