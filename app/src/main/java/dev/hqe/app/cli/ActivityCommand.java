package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityQuery;
import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "activity",
        description = {
            "Shows what has happened, newest first: tool calls, approvals, Topics, servers, sources,"
                    + " data.",
            "Secrets in arguments and answers are hidden. The newest million lines of the last 90"
                    + " days are kept, in activity.db in the data directory."
        },
        footer = {
            "",
            "Example: hqe activity --failed --subject finance",
        })
final class ActivityCommand extends WorkbenchCommand {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description =
                    "Only this: call, approval, topic, server, source, data or workbench; give it"
                            + " again for more.")
    private Set<Kind> kinds = EnumSet.noneOf(Kind.class);

    @Option(names = "--failed", description = "Only what failed.")
    private boolean failed;

    @Option(names = "--refused", description = "Only what somebody or a rule said no to.")
    private boolean refused;

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this agent did.")
    private String actor = "";

    @Option(
            names = {"-s", "--subject"},
            paramLabel = "NAME",
            description = "Only this tool, Topic, server or source, and what is below it.")
    private String subject = "";

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Only lines with all of these words, details included.")
    private String words = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Not before this time, such as 2026-11-22T10:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Before this time.")
    private @Nullable Instant before;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many, 1 to 1000 (default ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--below", paramLabel = "NUMBER", description = "Go on below this number.")
    private long below;

    @Option(names = "--details", description = "Show arguments, answers and what else is known.")
    private boolean details;

    @Option(names = "--count", description = "Only say how many there are, by kind and result.")
    private boolean count;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    ActivityCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        ActivityQuery query = query();
        if (count) {
            return count(workbench.activity().figures(query));
        }
        ActivityLog.Page page = workbench.activity().list(query);
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode lines = answer.putArray("activities");
            page.items().forEach(item -> lines.add(item.toJson()));
            if (page.more()) {
                answer.put("below", page.items().getLast().seq());
            }
            printJson(answer);
            return Failures.DONE;
        }
        page.items().forEach(item -> print(item.activity()));
        if (page.items().isEmpty()) {
            out().println("nothing of that kind is recorded");
        }
        if (page.more()) {
            out().println("more: --below " + page.items().getLast().seq());
        }
        return Failures.DONE;
    }

    private ActivityQuery query() {
        EnumSet<Result> results = EnumSet.noneOf(Result.class);
        if (failed) {
            results.add(Result.FAILED);
        }
        if (refused) {
            results.add(Result.REFUSED);
        }
        try {
            ActivityQuery query =
                    ActivityQuery.all()
                            .kinds(kinds)
                            .results(results)
                            .actor(actor)
                            .subject(subject)
                            .words(words)
                            .below(below)
                            .limit(limit);
            query = since == null ? query : query.since(since);
            return before == null ? query : query.before(before);
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private int count(ActivityLog.Figures figures) {
        if (json) {
            ObjectNode answer = Json.object().put("total", figures.total());
            ObjectNode byKind = answer.putObject("kinds");
            figures.kinds().forEach((kind, number) -> byKind.put(kind.word(), number));
            ObjectNode byResult = answer.putObject("results");
            figures.results().forEach((result, number) -> byResult.put(result.word(), number));
            printJson(answer);
            return Failures.DONE;
        }
        figures.kinds().forEach((kind, number) -> out().printf("%-10s %d%n", kind.word(), number));
        figures.results()
                .forEach((result, number) -> out().printf("%-10s %d%n", result.word(), number));
        out().printf("%-10s %d%n", "all", figures.total());
        return Failures.DONE;
    }

    private void print(Activity activity) {
        String actor = activity.actor().isEmpty() ? "" : Foreign.text(activity.actor()) + "  ";
        String text = activity.text().isEmpty() ? "" : "  " + Foreign.text(activity.text());
        out().println(
                        TIME.format(activity.at())
                                + "  "
                                + activity.kind().word()
                                + "  "
                                + actor
                                + Foreign.text(activity.subject())
                                + "  "
                                + activity.result().word()
                                + (activity.millis() > 0 ? " " + activity.millis() + " ms" : "")
                                + text);
        if (details) {
            activity.detail()
                    .properties()
                    .forEach(entry ->
                            out().println(
                                            ("    "
                                                            + entry.getKey()
                                                            + ": "
                                                            + entry.getValue()
                                                                    .asString(
                                                                            entry.getValue()
                                                                                    .toString()))
                                                    .replace("\n", "\n      ")));
        }
    }
}
