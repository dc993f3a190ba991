package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.memory.HitJson;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.memory.Citation;
import dev.hqe.memory.MemoryAnswer;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Finds pieces of text in what is stored, by words and by meaning.",
        footer = {
            "",
            "What stands under a hit opens with: hqe memory get CITATION",
            "",
            "Examples:",
            "  hqe search where is the retry limit -k SourceFile --where '$.language=Java'",
            "  hqe search '\"net income\"' --sensitivity public --updated-since 2026-01-01T00:00:00Z"
        })
final class SearchCommand extends WorkbenchCommand {

    private static final int SHOWN_LINES = 8;
    private static final int SHOWN_CHARS = 800;

    @Parameters(
            paramLabel = "QUERY",
            arity = "1..*",
            description =
                    "A question or words; what is in double quotes must be there as it stands.")
    private List<String> words = new ArrayList<>();

    @Mixin private EntityFilter filter = new EntityFilter();

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
        filter.topics().forEach(topic -> warnOfUnknownTopic(workbench, topic));
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
            return MemoryQuery.of(String.join(" ", words))
                    .among(filter.query())
                    .limit(limit)
                    .neighbours(neighbours)
                    .mode(MemoryQuery.Mode.of(mode));
        } catch (IllegalArgumentException | MemoryException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private void print(int rank, MemoryHit hit) {
        Passage passage = hit.passage();
        String name = hit.title().isEmpty() ? hit.entity().value() : hit.title();
        out().println(
                        rank
                                + ". "
                                + Foreign.text(name.lines().findFirst().orElse(""))
                                + "  ("
                                + hit.topic()
                                + "/"
                                + hit.kind()
                                + label(hit.sensitivity())
                                + ")");
        out().println("   " + Foreign.text(place(hit)));
        out().println("   " + passage.citation());
        if (explain) {
            out().println("   " + explained(hit.scores()));
        }
        String shown = passage.text().substring(0, Math.min(passage.text().length(), SHOWN_CHARS));
        shown.lines()
                .limit(SHOWN_LINES)
                .forEach(line -> out().println("   | " + Foreign.text(line)));
        if (shown.length() < passage.text().length() || shown.lines().count() > SHOWN_LINES) {
            out().println("   | ...");
        }
        out().println();
    }

    private static String label(Sensitivity sensitivity) {
        return sensitivity == Sensitivity.INTERNAL ? "" : ", " + sensitivity.word();
    }

    /// Where to look in the file that it came from, in the form that editors take: `path:line`. The
    /// lines of a document with pages are those of its text, so there it is the page.
    private static String place(MemoryHit hit) {
        Passage passage = hit.passage();
        String lines =
                passage.startLine() == passage.endLine()
                        ? "line " + passage.startLine()
                        : "lines " + passage.startLine() + "-" + passage.endLine();
        if (passage.page() > 0) {
            String page = "page " + passage.page();
            return hit.path().isEmpty() ? page : hit.path() + ", " + page;
        }
        return hit.path().isEmpty() || passage.citation().of() != Citation.Of.TEXT
                ? lines
                : hit.path() + ":" + passage.startLine() + "  (" + lines + ")";
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
