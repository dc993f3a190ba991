package dev.hqe.benchmarks.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Documents, and queries with judgments.
///
/// @param parts of the queries, whose figures are told apart: some may have been looked at when
///   something was chosen, others not
record TestCollection(String name, List<Document> documents, List<Part> parts) {

    /// @param text of Cranfield's begins with the title
    record Document(String id, String title, String text) {

        /// The text with the title before it, if it does not begin with that itself.
        String whole() {
            String begin = title.replaceFirst("[ .]+$", "");
            boolean there = text.replaceAll("\\s+", " ").startsWith(begin);
            return there ? text : title + "\n" + text;
        }
    }

    /// @param grades by document; relevant is what has more than 0
    record Query(String text, Map<String, Integer> grades) {}

    /// Some of the queries.
    record Part(String name, List<Query> queries) {}

    TestCollection {
        documents = List.copyOf(documents);
        parts = List.copyOf(parts);
    }

    List<Query> queries() {
        return parts.stream().flatMap(part -> part.queries().stream()).toList();
    }

    /// Reads a folder in one of the forms that are known, by the files that are in it.
    static TestCollection read(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(Cranfield.DOCUMENTS))) {
            return Cranfield.read(folder);
        }
        if (Files.isRegularFile(folder.resolve(Beir.DOCUMENTS))) {
            return Beir.read(folder);
        }
        throw new IllegalArgumentException(
                folder
                        + " holds neither "
                        + Cranfield.DOCUMENTS
                        + " (Cranfield) nor "
                        + Beir.DOCUMENTS
                        + " (BEIR)");
    }
}
