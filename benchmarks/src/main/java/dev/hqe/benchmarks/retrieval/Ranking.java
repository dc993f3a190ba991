package dev.hqe.benchmarks.retrieval;

import java.io.IOException;
import java.util.List;

/// Something that finds documents.
@FunctionalInterface
interface Ranking {

    /// How many documents are judged.
    int DEPTH = 100;

    /// The documents for a query, the best first, at most [#DEPTH].
    List<String> documents(String query) throws IOException;
}
