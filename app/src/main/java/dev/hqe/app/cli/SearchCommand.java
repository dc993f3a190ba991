package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.memory.HitJson;
import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.MemoryAnswer;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Finds pieces of text in what is stored, by words and by meaning.")
final class SearchCommand extends WorkbenchCommand {

    private static final int SHOWN_LINES = 8;
    private static final int SHOWN_CHARS = 800;

    @Parameters(
            paramLabel = "QUERY",
            arity = "1..*",
            description =
                    "A question or words; what is in double quotes must be there as it stands.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Only in this Topic; give it again for more.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description = "Only in this kind, such as SourceFile.")
    private @Nullable String kind;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description =
                    "Only in what was created at this time or later, such as 2026-11-22T10:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only in what was created earlier.")
    private @Nullable Instant before;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = ConditionConverter.class,
            description = {
                "Only in entities whose data is so, such as '$.language=Java' or '$.size>=1000'; give"
                        + " it again for more. Comparisons: = != < <= > >= and ^= (begins with)."
            })
    private List<Condition> conditions = new ArrayList<>();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many, 1 to 100 (default ${DEFAULT-VALUE}).")
    private int limit = 10;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "hybrid, words or vectors (default ${DEFAULT-VALUE}).")
    private String mode = "hybrid";

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many pieces to show before and behind each hit, 0 to 5.")
    private int neighbours;

    @Option(names = "--explain", description = "Say how each hit came to its rank.")
    private boolean explain;

    @Option(names = "--json", description = "Print the hits whole, as JSON.")
    private boolean json;

    SearchCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        MemoryQuery query = query();
        topics.forEach(topic -> warnOfUnknownTopic(workbench, topic));
        MemoryAnswer answer = workbench.memory().search(query);
        if (json) {
            printJson(HitJson.of(answer, explain));
            return Failures.DONE;
        }
        int rank = 0;
        for (MemoryHit hit : answer.hits()) {
            print(++rank, hit);
        }
        if (answer.hits().isEmpty()) {
            out().println("nothing found");
        }
        out().flush();
        answer.notes().forEach(note -> err().println("hqe: note: " + note));
        return Failures.DONE;
    }

    private MemoryQuery query() {
        try {
            EntityQuery entities = EntityQuery.all();
            if (kind != null) {
                entities = entities.kind(new Kind(kind));
            }
            if (since != null) {
                entities = entities.createdFrom(since);
            }
            if (before != null) {
                entities = entities.createdBefore(before);
            }
            for (Condition condition : conditions) {
                entities = entities.where(condition);
            }
            MemoryQuery query =
                    MemoryQuery.of(String.join(" ", words))
                            .among(entities)
                            .limit(limit)
                            .neighbours(neighbours)
                            .mode(MemoryQuery.Mode.of(mode));
            return topics.isEmpty()
                    ? query
                    : query.topics(topics.stream().map(TopicId::new).toList());
        } catch (IllegalArgumentException | MemoryException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private void print(int rank, MemoryHit hit) {
        Passage passage = hit.passage();
        String name = hit.title().isEmpty() ? hit.entity().value() : hit.title();
        String page = passage.page() > 0 ? ", page " + passage.page() : "";
        String lines =
                passage.startLine() == passage.endLine()
                        ? "line " + passage.startLine()
                        : "lines " + passage.startLine() + "-" + passage.endLine();
        out().println(
                        rank
                                + ". "
                                + name.lines().findFirst().orElse("")
                                + "  ("
                                + hit.topic()
                                + "/"
                                + hit.kind()
                                + ", "
                                + lines
                                + page
                                + ")");
        out().println("   " + passage.citation());
        if (explain) {
            out().println("   " + explained(hit.scores()));
        }
        String shown = passage.text().substring(0, Math.min(passage.text().length(), SHOWN_CHARS));
        shown.lines().limit(SHOWN_LINES).forEach(line -> out().println("   | " + line));
        if (shown.length() < passage.text().length() || shown.lines().count() > SHOWN_LINES) {
            out().println("   | ...");
        }
        out().println();
    }

    private static String explained(Scores scores) {
        List<String> parts = new ArrayList<>();
        scores.wordsRank()
                .ifPresent(rank ->
                        parts.add(
                                String.format(
                                        Locale.ROOT,
                                        "words #%d (bm25 %.3f)",
                                        rank,
                                        scores.bm25().orElse(0))));
        scores.vectorRank()
                .ifPresent(rank ->
                        parts.add(
                                String.format(
                                        Locale.ROOT,
                                        "vectors #%d (cosine %.3f)",
                                        rank,
                                        scores.cosine().orElse(0))));
        scores.entityWordsRank().ifPresent(rank -> parts.add("its entity: words #" + rank));
        scores.entityVectorRank().ifPresent(rank -> parts.add("its entity: vectors #" + rank));
        parts.add(String.format(Locale.ROOT, "fused %.5f", scores.fused()));
        return String.join(", ", parts);
    }
}
