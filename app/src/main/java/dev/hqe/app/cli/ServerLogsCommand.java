package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description =
                "Shows what a server said on standard error, and when it began and ended. Its"
                        + " secrets do not show.")
final class ServerLogsCommand extends Subcommand {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int MOST = 100_000;

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many of the last lines, 1 to 100000; 100 if not given.")
    private int lines = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until this is interrupted.")
    private boolean follow;

    ServerLogsCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 1 || lines > MOST) {
            throw new Failures.BadInput("--lines is 1 to " + MOST + ", not " + lines);
        }
        ServerName server = ServerFiles.read(homeDirectory(), installation()).require(name).name();
        ServerLog log =
                new ServerLog(
                        homeDirectory().resolve(Hosting.FOLDER), server, InstantSource.system());
        List<String> shown = log.last(lines);
        print(shown);
        if (shown.isEmpty() && !follow) {
            out().println("nothing yet: " + log.file() + " is written when the server runs");
        }
        while (follow) {
            Thread.sleep(LOOK_AGAIN);
            List<String> now = log.last(MOST);
            // Every line begins with its time, so the last one shown is found again.
            int at = shown.isEmpty() ? -1 : now.lastIndexOf(shown.getLast());
            List<String> fresh = now.subList(at + 1, now.size());
            print(fresh);
            shown = fresh.isEmpty() ? shown : List.copyOf(fresh);
        }
        return Failures.DONE;
    }

    private void print(List<String> some) {
        some.forEach(line -> out().println(Foreign.text(line)));
        out().flush();
    }
}
