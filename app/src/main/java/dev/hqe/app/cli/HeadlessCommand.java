package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
            converter = DurationConverter.class,
            description =
                    "how long it stays when its last agent has gone, such as 30s or 5m; else what"
                            + " HQE_IDLE says in that form, else 5m")
    private @Nullable Duration idle;

    @Option(names = "--detached", hidden = true)
    private boolean detached;

    HeadlessCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        new Headless(installation(), err())
                .run(homeDirectory(), idle == null ? Idle.fromEnvironment() : idle, detached);
        return Failures.DONE;
    }
}
