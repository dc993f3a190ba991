package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.memory.HitJson;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryState;
import dev.hqe.memory.MemoryStatus;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "memory",
        description = {"How far memory is with what is stored, and which model finds by meaning."},
        subcommands = {
            MemoryCommand.Status.class,
            MemoryCommand.Get.class,
            MemoryModelCommand.class,
            MemoryLimitCommand.class,
            CommandLine.HelpCommand.class
        })
final class MemoryCommand extends Subcommand {

    private static final long MEBI = 1L << 20;

    MemoryCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    static String told(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? (seconds + 59) / 60 + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }

    @Command(
            name = "status",
            description = {
                "Says how much can be found by words and by meaning, and what is still to be done."
            })
    static final class Status extends WorkbenchCommand {

        @Option(names = "--json", description = "Print it as JSON.")
        private boolean json;

        Status(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            MemoryStatus status = workbench.memory().status();
            if (json) {
                printJson(toJson(status));
            } else {
                print(status);
            }
            return Failures.DONE;
        }

        private void print(MemoryStatus status) {
            MemoryState state = status.state();
            out().println("model      " + state.chosen());
            if (state.isChanging()) {
                out().println(
                                "           "
                                        + state.model()
                                        + " answers until its vectors are made");
            }
            out().println("chunks     " + state.chunks() + ", found by their words");
            out().println(
                            "vectors    "
                                    + (state.chunks() - state.withoutVector())
                                    + String.format(Locale.ROOT, " (%.1f %%)", percent(state)));
            out().println(
                            "backlog    "
                                    + state.withoutVector()
                                    + " chunks without a vector, "
                                    + state.pending()
                                    + " entities not read yet"
                                    + pace(state));
            if (state.failed() > 0) {
                out().println("unreadable " + state.failed() + " entities, until they change");
            }
            out().println(
                            String.format(
                                    Locale.ROOT,
                                    "store      %s, %.1f MiB",
                                    status.store(),
                                    (double) status.vectorBytes() / MEBI));
            out().flush();
            if (!state.vectors().isEmpty()) {
                err().println("hqe: note: no new vectors: " + state.vectors());
            }
        }

        /// Rounded down, so that 100 means all.
        private static double percent(MemoryState state) {
            return Math.floor(state.share() * 1000) / 10;
        }

        private static String pace(MemoryState state) {
            return state.left()
                    .map(left ->
                            String.format(
                                    Locale.ROOT,
                                    "; %.0f a second, %s left",
                                    state.perSecond(),
                                    told(left)))
                    .orElse("");
        }

        private static ObjectNode toJson(MemoryStatus status) {
            MemoryState state = status.state();
            ObjectNode json = Json.object();
            json.put("model", state.chosen());
            json.put("answers", state.model());
            json.put("chunks", state.chunks());
            json.put("embedded", state.chunks() - state.withoutVector());
            json.put("share", state.share());
            json.put("backlog", state.withoutVector());
            json.put("pending_entities", state.pending());
            json.put("unreadable_entities", state.failed());
            json.put("per_second", state.perSecond());
            state.left().ifPresent(left -> json.put("seconds_left", left.toSeconds()));
            json.put("store", status.store());
            json.put("vector_bytes", status.vectorBytes());
            return json.put("problem", state.vectors());
        }
    }

    @Command(
            name = "get",
            description = {
                "Prints the text that a citation of 'hqe search' stands for, byte for byte, and",
                "ends the line if it does not."
            },
            footer = {"", "Example: hqe memory get 'hqe://documents/notes/1#bytes=120-480'"})
    static final class Get extends WorkbenchCommand {

        @Parameters(paramLabel = "CITATION", description = "As 'hqe search' gives it.")
        private String citation = "";

        @Option(
                names = "--neighbours",
                paramLabel = "N",
                description = "How many pieces to show before and behind it, 0 to 5.")
        private int neighbours;

        @Option(names = "--json", description = "Print it as JSON, with where it stands.")
        private boolean json;

        Get(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            Citation wanted = Citation.parse(citation);
            Memory.Opened opened =
                    workbench
                            .memory()
                            .open(wanted, neighbours, topic -> true)
                            .orElseThrow(() ->
                                    new Failures.BadInput(
                                            "there is no entity '"
                                                    + wanted.entity()
                                                    + "'. hqe search gives citations."));
            if (json) {
                printJson(HitJson.of(opened));
            } else {
                String text = opened.passage().text();
                out().print(text + (text.endsWith("\n") ? "" : "\n"));
            }
            return Failures.DONE;
        }
    }
}
