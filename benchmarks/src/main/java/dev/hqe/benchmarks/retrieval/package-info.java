/// How well memory finds, on a collection with judged queries.
///
/// **Lives here**: collections ([TestCollection]) as the files of Cranfield and of BEIR have them
/// ([Cranfield], [Beir]), the measures ([Measures]), the peers ([LuceneRanking],
/// [WholeTextRanking]) and the benchmark that puts the documents through entity store, index and
/// search ([RetrievalBenchmark]).
///
/// **Enter at** `benchmarks/retrieval`.
///
/// **Needs** a collection's files, which are not a part of this project.
@NullMarked
package dev.hqe.benchmarks.retrieval;

import org.jspecify.annotations.NullMarked;
