package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.DeadLetters.Page;
import dev.hqe.ingestion.source.Sources.Replayed;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "dead-letters",
        description = {
            "Lists what was ingested and did not become an entity, and why.",
            "Mend the cause and run the source or ingest the folder again; what fits then disappears"
                    + " from here. Records can also be tried again by themselves: replay."
        },
        subcommands = {
            DeadLettersCommand.ListLetters.class,
            DeadLettersCommand.Replay.class,
            DeadLettersCommand.Discard.class,
            CommandLine.HelpCommand.class
        })
final class DeadLettersCommand extends WorkbenchCommand {

    @Mixin private Listing listing = new Listing();

    DeadLettersCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        return listing.list(workbench, this);
    }

    /// Which letters.
    private static final class Which {

        @Option(
                names = {"-t", "--topic"},
                paramLabel = "TOPIC",
                description = "Only this Topic's.")
        private @Nullable String topic;

        @Option(
                names = {"-s", "--source"},
                paramLabel = "SOURCE",
                description = "Only those of this source, or of this folder.")
        private @Nullable String source;

        @Option(
                names = "--reason",
                paramLabel = "WORD",
                description = "Only this reason, such as invalid, too_large or unmapped.")
        private @Nullable String reason;

        private boolean isGiven() {
            return topic != null || source != null || reason != null;
        }

        private Filter filter() {
            Filter filter = Filter.all();
            try {
                filter = topic == null ? filter : filter.topic(new TopicId(topic));
            } catch (IllegalArgumentException e) {
                throw new Failures.BadInput(String.valueOf(e.getMessage()));
            }
            filter = source == null ? filter : filter.source(source);
            return reason == null ? filter : filter.reason(reason);
        }
    }

    /// Shows letters, for the command and its `list`.
    private static final class Listing {

        @Mixin private Which which = new Which();

        @Option(
                names = {"-n", "--limit"},
                paramLabel = "N",
                description = "How many, 1 to 1000 (default ${DEFAULT-VALUE}).")
        private int limit = 50;

        @Option(names = "--after", paramLabel = "CURSOR", description = "Go on after this cursor.")
        private long after;

        @Option(
                names = "--payload",
                description = "Show each record, too, as far as it is kept; --json always does.")
        private boolean payload;

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        private int list(Workbench workbench, WorkbenchCommand command) {
            Filter filter = which.filter();
            command.warnOfUnknownTopic(workbench, which.topic);
            Page page = page(workbench, filter);
            long total = workbench.deadLetters().count(filter);
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode letters = answer.putArray("dead_letters");
                page.items().forEach(letter -> letters.add(toJson(letter)));
                answer.put("total", total);
                page.next().ifPresent(cursor -> answer.put("next_cursor", cursor));
                command.printJson(answer);
                return Failures.DONE;
            }
            PrintWriter out = command.out();
            page.items().forEach(letter -> print(letter, out));
            out.println(page.items().size() + " of " + total);
            page.next().ifPresent(cursor -> out.println("more: --after " + cursor));
            return Failures.DONE;
        }

        private void print(DeadLetter letter, PrintWriter out) {
            String number = letter.excerpt().isEmpty() ? "" : "  (" + letter.seq() + ")";
            out.println(
                    letter.reason()
                            + "  "
                            + Foreign.text(letter.source())
                            + ": "
                            + Foreign.text(letter.item())
                            + "  "
                            + Foreign.text(letter.detail())
                            + number);
            if (payload && !letter.excerpt().isEmpty()) {
                out.println("    " + Foreign.text(letter.excerpt()));
            }
        }

        private Page page(Workbench workbench, Filter filter) {
            try {
                return workbench.deadLetters().list(filter, after, limit);
            } catch (IllegalArgumentException e) {
                throw new Failures.BadInput(String.valueOf(e.getMessage()));
            }
        }
    }

    @Command(name = "list", description = "Lists them, as the command does without a subcommand.")
    static final class ListLetters extends WorkbenchCommand {

        @Mixin private Listing listing = new Listing();

        ListLetters(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            return listing.list(workbench, this);
        }
    }

    @Command(
            name = "replay",
            description = {
                "Tries records again, by their source's mapping and the Topic's schema of now. What"
                        + " fits is stored and disappears from here.",
                "Files of folders, and what could not be read at all, are tried again by running"
                        + " where they come from."
            })
    static final class Replay extends WorkbenchCommand {

        @Parameters(
                paramLabel = "NUMBER",
                arity = "0..*",
                description = "The letters, by the numbers in the list; all unless given.")
        private List<Long> numbers = new ArrayList<>();

        @Mixin private Which which = new Which();

        @Option(names = "--json", description = "Print the counts as JSON.")
        private boolean json;

        Replay(Installation installation) {
            super(installation);
        }

        @Override
        boolean takesLong() {
            return true;
        }

        @Override
        int run(Workbench workbench) {
            requireOneChoice(numbers, which);
            Replayed replayed =
                    numbers.isEmpty()
                            ? workbench.sources().replay(which.filter())
                            : replay(workbench, numbers);
            if (json) {
                ObjectNode answer = Json.object();
                answer.put("stored", replayed.stored());
                answer.put("refused", replayed.refused());
                answer.put("left", replayed.left());
                printJson(answer);
            } else {
                out().println(
                                replayed.stored()
                                        + " stored, "
                                        + replayed.refused()
                                        + " refused again, "
                                        + replayed.left()
                                        + " cannot be tried by themselves");
            }
            return replayed.refused() == 0 ? Failures.DONE : Failures.FAILED;
        }

        private static Replayed replay(Workbench workbench, List<Long> numbers) {
            long stored = 0;
            long refused = 0;
            long left = 0;
            for (long number : numbers) {
                DeadLetter letter = require(workbench, number);
                Optional<Boolean> fits = workbench.sources().replay(letter);
                if (fits.isEmpty()) {
                    left++;
                } else if (fits.get()) {
                    stored++;
                } else {
                    refused++;
                }
            }
            return new Replayed(stored, refused, left);
        }
    }

    @Command(
            name = "discard",
            description = {
                "Removes dead letters for good; what they are about is not stored and not tried again"
                        + " by itself."
            })
    static final class Discard extends WorkbenchCommand {

        @Parameters(
                paramLabel = "NUMBER",
                arity = "0..*",
                description = "The letters, by the numbers in the list.")
        private List<Long> numbers = new ArrayList<>();

        @Mixin private Which which = new Which();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Option(names = "--json", description = "Print the count as JSON.")
        private boolean json;

        Discard(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            requireOneChoice(numbers, which);
            if (numbers.isEmpty() && !which.isGiven() && !all) {
                throw new Failures.BadInput(
                        "say which: their numbers, --topic, --source, --reason, or --all");
            }
            long discarded = 0;
            if (numbers.isEmpty()) {
                discarded = workbench.deadLetters().removeAll(which.filter());
            } else {
                numbers.forEach(number -> require(workbench, number));
                for (long number : numbers) {
                    discarded += workbench.deadLetters().remove(number) ? 1 : 0;
                }
            }
            if (json) {
                printJson(Json.object().put("discarded", discarded));
            } else {
                out().println(discarded + " discarded");
            }
            return Failures.DONE;
        }
    }

    private static void requireOneChoice(List<Long> numbers, Which which) {
        if (!numbers.isEmpty() && which.isGiven()) {
            throw new Failures.BadInput(
                    "give numbers, or --topic, --source and --reason, not both");
        }
    }

    private static DeadLetter require(Workbench workbench, long number) {
        return workbench
                .deadLetters()
                .get(number)
                .orElseThrow(() ->
                        new Failures.BadInput(
                                "there is no dead letter "
                                        + number
                                        + ". See: hqe dead-letters list"));
    }

    private static ObjectNode toJson(DeadLetter letter) {
        ObjectNode json = Json.object();
        json.put("id", letter.seq());
        json.put("topic", letter.topicId().value());
        json.put("source", letter.source());
        json.put("item", letter.item());
        json.put("reason", letter.reason());
        json.put("detail", letter.detail());
        json.put("created_at", letter.createdAt().toString());
        if (letter.record() > 0) {
            json.put("record", letter.record());
        }
        if (!letter.excerpt().isEmpty()) {
            json.put("payload", letter.excerpt());
        }
        return json;
    }
}
