package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "logs",
        description = {
            "Shows what a server said on standard error, and when it began and ended. Its secrets do"
                    + " not show.",
            "What it said to 'hqe server test' and 'hqe server login' is shown as well, as [test]."
        })
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

    @Option(
            names = "--json",
            description = "Print the lines as JSON, each with its time; not with --follow.")
    private boolean json;

    ServerLogsCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 1 || lines > MOST) {
            throw new Failures.BadInput("--lines is 1 to " + MOST + ", not " + lines);
        }
        if (json && follow) {
            throw new Failures.BadInput("say --json or --follow, not both");
        }
        ServerName server = ServerFiles.require(homeDirectory(), installation(), name).name();
        Path home = homeDirectory();
        ServerLog log = log(home.resolve(Hosting.FOLDER), server);
        ServerLog trials = log(home.resolve(Hosting.TRIALS), server);
        List<Line> shown = both(log, trials, lines);
        if (json) {
            printJson(toJson(shown));
            return Failures.DONE;
        }
        print(shown);
        if (shown.isEmpty() && !follow) {
            out().println("nothing yet: " + log.file() + " is written when the server runs");
        }
        while (follow) {
            Thread.sleep(LOOK_AGAIN);
            List<Line> now = both(log, trials, MOST);
            // Every line has its time, so the last one shown is found again.
            int at = shown.isEmpty() ? -1 : now.lastIndexOf(shown.getLast());
            List<Line> fresh = now.subList(at + 1, now.size());
            print(fresh);
            shown = fresh.isEmpty() ? shown : List.copyOf(fresh);
        }
        return Failures.DONE;
    }

    /// A line of a log.
    ///
    /// @param time as it stands there; empty where there is none
    /// @param test whether the server was only tried out
    private record Line(String time, boolean test, String text) {

        static Line of(String line, boolean test) {
            int space = line.indexOf(' ');
            return space < 0
                    ? new Line("", test, line)
                    : new Line(line.substring(0, space), test, line.substring(space + 1));
        }

        /// One that cannot be read stays before those that can.
        Instant at() {
            try {
                return Instant.parse(time);
            } catch (DateTimeParseException e) {
                return Instant.EPOCH;
            }
        }
    }

    private static ServerLog log(Path folder, ServerName server) {
        return new ServerLog(folder, server, InstantSource.system());
    }

    /// The last lines of both logs in the order of their times.
    private static List<Line> both(ServerLog log, ServerLog trials, int lines) throws IOException {
        List<Line> all = new ArrayList<>();
        log.last(lines).forEach(line -> all.add(Line.of(line, false)));
        trials.last(lines).forEach(line -> all.add(Line.of(line, true)));
        all.sort(Comparator.comparing(Line::at));
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private static ObjectNode toJson(List<Line> lines) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("lines");
        lines.forEach(line ->
                list.addObject()
                        .put("time", line.time())
                        .put("test", line.test())
                        .put("text", Foreign.text(line.text())));
        return answer;
    }

    private void print(List<Line> some) {
        some.forEach(line ->
                out().println(
                                line.time()
                                        + (line.test() ? " [test] " : " ")
                                        + Foreign.text(line.text())));
        out().flush();
    }
}
