package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is odd about a package but does not refuse it, as far as anybody would read on. One thread.
final class Warnings {

    private static final int MAX = 200;

    private final List<Problem> problems = new ArrayList<>();
    private final String folder;

    /// @param folder as problems shall call it
    Warnings(String folder) {
        this.folder = folder;
    }

    void add(Problem problem) {
        if (problems.size() < MAX) {
            problems.add(problem);
        } else if (problems.size() == MAX) {
            problems.add(new Problem(folder, 0, "and more; mend these first"));
        }
    }

    void add(String source, String message) {
        add(new Problem(source, 0, message));
    }

    void add(SourceDocument document, @Nullable JsonNode at, String message) {
        add(document.problem(at, message));
    }

    /// The fields of a document's object that are not among those which the specification knows.
    void addUnknownFields(SourceDocument document, Set<String> known) {
        for (Map.Entry<String, JsonNode> field : document.root().properties()) {
            String name = field.getKey();
            if (!known.contains(name)) {
                add(
                        document,
                        field.getValue(),
                        "unknown field '"
                                + PluginManifest.brief(name)
                                + "'"
                                + Suggestion.among(name, known)
                                + " is ignored");
            }
        }
    }

    /// Problems that each take something away, and what it is.
    void addAll(Collection<Problem> reasons, String loss) {
        reasons.forEach(
                one -> add(new Problem(one.source(), one.line(), one.message() + "; " + loss)));
    }

    List<Problem> list() {
        return problems;
    }
}
