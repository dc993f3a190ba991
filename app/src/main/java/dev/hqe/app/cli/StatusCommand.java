package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import dev.hqe.shim.DoorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = "Says whether a workbench is running, since when, and who uses it.",
        footer = {"", "Exit code 1 where none is running, 3 where one does not answer."})
final class StatusCommand extends Subcommand {

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    StatusCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        Optional<JsonNode> status;
        try {
            status = new RunningWorkbench(homeDirectory(), installation().build()).status();
        } catch (DoorException.NoAnswer e) {
            return sayUnresponsive(e);
        }
        if (status.isEmpty()) {
            sayNone();
        } else if (json) {
            printJson(((ObjectNode) status.get()).put("state", "running"));
        } else {
            print(status.get());
        }
        out().flush();
        return status.isPresent() ? Failures.DONE : Failures.FAILED;
    }

    private int sayUnresponsive(DoorException.NoAnswer trouble) {
        if (json) {
            OptionalLong pid =
                    WorkbenchHome.holder(homeDirectory())
                            .map(HomeOwner::pid)
                            .orElse(OptionalLong.empty());
            ObjectNode state = state("unresponsive");
            if (pid.isPresent()) {
                state.put("pid", pid.getAsLong());
            }
            printJson(state.put("detail", trouble.getMessage()));
            out().flush();
        }
        err().println("hqe: " + trouble.getMessage());
        err().flush();
        return Failures.UNRESPONSIVE;
    }

    private ObjectNode state(String state) {
        return Json.object()
                .put("home", homeDirectory().toString())
                .putNull("pid")
                .put("state", state);
    }

    private void sayNone() {
        if (json) {
            printJson(state("none"));
        } else {
            out().println("no workbench is running in " + homeDirectory());
        }
    }

    private void print(JsonNode status) {
        out().printf(
                        "running: process %d, version %s, since %s%n",
                        status.path("pid").asLong(),
                        status.path("version").asString(),
                        since(status.path("started")));
        out().printf("home: %s%n", status.path("home").asString());
        out().printf(
                        "heap: %d of %d MB%n",
                        status.path("heapUsed").asLong() >> 20,
                        status.path("heapCommitted").asLong() >> 20);
        for (JsonNode keeper : status.path("keptBy")) {
            out().println("kept by: " + keeper.asString());
        }
        for (JsonNode paused : status.path("paused")) {
            out().println(PausedView.line(paused));
        }
        if (status.path("guests").isEmpty()) {
            out().println("nobody is connected");
        }
        for (JsonNode guest : status.path("guests")) {
            String name = guest.path("name").asString();
            String profile = guest.path("profile").asString("");
            out().printf(
                            "%s %s%s, process %d, since %s%n",
                            guest.path("wish").asString().equals("mcp") ? "agent" : "command",
                            name.isEmpty() ? "(no name yet)" : named(guest),
                            profile.isEmpty() ? "" : ", profile " + profile,
                            guest.path("pid").asLong(),
                            since(guest.path("since")));
        }
    }

    /// An agent says its version, or none; both are its own words.
    private static String named(JsonNode guest) {
        String name = guest.path("name").asString();
        String version = guest.path("version").asString("");
        return version.isEmpty() || !name.endsWith(" " + version)
                ? name
                : name.substring(0, name.length() - version.length() - 1) + ", version " + version;
    }

    private static String since(JsonNode instant) {
        Duration ago = Duration.between(Instant.parse(instant.asString()), Instant.now());
        String text =
                ago.toHours() > 0
                        ? ago.toHours() + " h " + ago.toMinutesPart() + " min"
                        : ago.toMinutes() > 0
                                ? ago.toMinutes() + " min"
                                : Math.max(0, ago.toSeconds()) + " s";
        return text;
    }
}
