package dev.hqe.benchmarks.retrieval;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.MemoryState;
import dev.hqe.memory.chunk.ChunkSettings;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.Embedders;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingSettings;
import dev.hqe.memory.embed.LocalModel;
import dev.hqe.memory.index.EntityCutter;
import dev.hqe.memory.index.ModelChoice;
import dev.hqe.memory.index.ModelFiles;
import dev.hqe.memory.index.ScanLimit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;

/// Puts a collection through the real entity store, index and search, and measures what is found,
/// beside plain Lucene and the plain model in the same run.
public final class RetrievalBenchmark {

    private static final TopicId TOPIC = new TopicId("collection");
    private static final Kind KIND = new Kind("Abstract");
    private static final int BATCH = 500;

    private final Path work;
    private final TestCollection collection;
    private final PrintStream out;

    private RetrievalBenchmark(Path work, TestCollection collection, PrintStream out) {
        this.work = work;
        this.collection = collection;
        this.out = out;
    }

    /// Runs it and prints a table.
    ///
    /// @param arguments the folder of the collection, an empty one to work in, and perhaps a model
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: benchmarks/retrieval FOLDER [MODEL]");
            System.exit(2);
        }
        String model = arguments.length > 2 ? arguments[2] : LocalModel.ALL_MINILM_L6_V2.id();
        TestCollection collection = TestCollection.read(Path.of(arguments[0]));
        new RetrievalBenchmark(
                        Files.createDirectories(Path.of(arguments[1])), collection, System.out)
                .run(local(model));
    }

    private static LocalModel local(String id) {
        for (LocalModel model : LocalModel.values()) {
            if (model.id().equals(id)) {
                return model;
            }
        }
        throw new IllegalArgumentException("'" + id + "' is not a model that comes with HQE");
    }

    private void run(LocalModel model) throws IOException, InterruptedException {
        EmbeddingSettings settings = EmbeddingSettings.of(new EmbeddingModel.Local(model));
        SecretReferences secrets = new SecretReferences(SecretStore.inMemory());
        EventBus bus = new EventBus(InstantSource.system());
        try (Embedder embedder = Embedders.open(settings, work, secrets);
                Database database =
                        Database.open(
                                work.resolve("workbench.db"),
                                WorkbenchSchema.migrations(),
                                DatabaseSettings.DEFAULT);
                Outbox outbox =
                        new Outbox(
                                database,
                                bus,
                                InstantSource.system(),
                                Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts))) {
            EntityStore entities = new EntityStore(database, outbox, InstantSource.system());
            ModelFiles models =
                    new ModelFiles(
                            work.resolve("memory").resolve("vectors"),
                            work.resolve("memory").resolve("native").resolve("lance"),
                            new ModelChoice(database),
                            new ScanLimit(database),
                            any -> embedder);
            try (Memory memory =
                    new Memory(
                            database,
                            entities,
                            bus,
                            new EntityCutter(ChunkSettings.DEFAULT, embedder::tokens),
                            models,
                            MemorySettings.DEFAULT)) {
                outbox.start();
                memory.start();
                store(entities);
                MemoryState state = awaitAll(memory);
                out.printf(
                        Locale.ROOT,
                        "%s: %d documents, %d queries, %d chunks, model %s%n%n",
                        collection.name(),
                        collection.documents().size(),
                        collection.queries().size(),
                        state.chunks(),
                        state.model());
                measure(rankings(memory, embedder));
            }
        } finally {
            bus.close();
        }
    }

    private void store(EntityStore entities) {
        List<Entity> batch = new ArrayList<>();
        for (TestCollection.Document document : collection.documents()) {
            batch.add(
                    new Entity(
                            new EntityId("collection/" + document.id()),
                            TOPIC,
                            KIND,
                            Json.object()
                                    .put("title", document.title())
                                    .put("text", document.text()),
                            Instant.EPOCH));
            if (batch.size() == BATCH) {
                entities.putAll(batch);
                batch.clear();
            }
        }
        entities.putAll(batch);
    }

    private static MemoryState awaitAll(Memory memory) throws InterruptedException {
        MemoryState state = memory.state();
        while (state.pending() > 0 || state.withoutVector() > 0 || state.chunks() == 0) {
            if (!state.vectors().isEmpty()) {
                throw new IllegalStateException(state.vectors());
            }
            TimeUnit.MILLISECONDS.sleep(200);
            state = memory.state();
        }
        // the model is only named once a search has asked for it
        memory.search(MemoryQuery.of("anything"));
        return memory.state();
    }

    private Map<String, Ranking> rankings(Memory memory, Embedder embedder) throws IOException {
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        rankings.put("HQE, hybrid", query -> found(memory, query, Mode.HYBRID));
        rankings.put("HQE, words only", query -> found(memory, query, Mode.WORDS));
        rankings.put("HQE, vectors only", query -> found(memory, query, Mode.VECTORS));
        rankings.put(
                "Lucene BM25, EnglishAnalyzer",
                new LuceneRanking(new EnglishAnalyzer(), collection.documents()));
        rankings.put(
                "Lucene BM25, StandardAnalyzer",
                new LuceneRanking(new StandardAnalyzer(), collection.documents()));
        rankings.put(
                "the model on whole texts", new WholeTextRanking(embedder, collection.documents()));
        return rankings;
    }

    private static List<String> found(Memory memory, String query, Mode mode) {
        MemoryQuery asked = MemoryQuery.of(query).mode(mode).perEntity(1).limit(Ranking.DEPTH);
        return memory.search(asked).hits().stream()
                .map(hit -> hit.entity().value().substring("collection/".length()))
                .toList();
    }

    private void measure(Map<String, Ranking> rankings) throws IOException {
        List<TestCollection.Part> parts = collection.parts();
        out.println("| " + heads(parts, "nDCG@10") + heads(parts, "recall@100") + " |");
        out.println("|---" + "|---".repeat(2 * parts.size() + 2) + "|");
        for (Map.Entry<String, Ranking> entry : rankings.entrySet()) {
            List<Measures> each = new ArrayList<>();
            List<Measures> all = new ArrayList<>();
            for (TestCollection.Part part : parts) {
                List<Measures> some = new ArrayList<>();
                for (TestCollection.Query query : part.queries()) {
                    some.add(Measures.of(entry.getValue().documents(query.text()), query.grades()));
                }
                each.add(Measures.mean(some));
                all.addAll(some);
            }
            each.add(Measures.mean(all));
            out.println(
                    "| "
                            + entry.getKey()
                            + figures(each, Measures::ndcg)
                            + figures(each, Measures::recall)
                            + " |");
        }
    }

    private static String heads(List<TestCollection.Part> parts, String figure) {
        return Stream.concat(parts.stream().map(TestCollection.Part::name), Stream.of("all"))
                .map(name -> " | " + figure + ", " + name)
                .collect(Collectors.joining());
    }

    private static String figures(List<Measures> each, ToDoubleFunction<Measures> figure) {
        return each.stream()
                .map(one -> String.format(Locale.ROOT, " | %.3f", figure.applyAsDouble(one)))
                .collect(Collectors.joining());
    }
}
