package dev.hqe.benchmarks.retrieval;

import dev.hqe.memory.embed.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The model as it comes: one vector for each document, cut where the model stops reading, compared
/// one by one.
final class WholeTextRanking implements Ranking {

    private static final int BATCH = 16;

    private final Embedder embedder;
    private final List<String> ids;
    private final List<float[]> vectors = new ArrayList<>();

    WholeTextRanking(Embedder embedder, List<TestCollection.Document> documents) {
        this.embedder = embedder;
        List<TestCollection.Document> readable =
                documents.stream().filter(document -> !document.whole().isBlank()).toList();
        this.ids = readable.stream().map(TestCollection.Document::id).toList();
        for (int from = 0; from < readable.size(); from += BATCH) {
            vectors.addAll(
                    embedder.embed(
                            readable.subList(from, Math.min(from + BATCH, readable.size())).stream()
                                    .map(TestCollection.Document::whole)
                                    .toList()));
        }
    }

    @Override
    public List<String> documents(String query) {
        float[] asked = embedder.embedQuery(query);
        double[] near = new double[ids.size()];
        for (int i = 0; i < near.length; i++) {
            float[] vector = vectors.get(i);
            for (int j = 0; j < asked.length; j++) {
                near[i] += (double) asked[j] * vector[j];
            }
        }
        return IntStream.range(0, near.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> near[i]).reversed())
                .limit(DEPTH)
                .map(ids::get)
                .toList();
    }
}
