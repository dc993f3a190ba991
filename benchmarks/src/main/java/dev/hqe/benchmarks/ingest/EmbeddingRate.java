package dev.hqe.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.benchmarks.ingest.Road.MemoryPart;
import dev.hqe.benchmarks.memory.BareNetwork;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.bus.Subscription;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.MemoryState;
import dev.hqe.memory.chunk.ChunkSettings;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.Embedders;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingSettings;
import dev.hqe.memory.embed.LocalModel;
import dev.hqe.memory.index.EntityCutter;
import dev.hqe.memory.index.Indexer;
import dev.hqe.memory.index.ModelChoice;
import dev.hqe.memory.index.ModelFiles;
import dev.hqe.memory.index.ScanLimit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One process: entities through memory (cut, embedded, stored, searchable), from their commit to
/// the last vector, beside the bare call of ONNX Runtime on pieces of the same number and length
/// with as many threads. The bare call gets its pieces ready made and makes no vector of what the
/// network gives. The model, its cache and the store of vectors are open before it begins, and the
/// compiler has seen the code: with much to do, that is how it is most of the time.
///
/// How much of the time the model's thread had work says what the rest costs on a machine that has
/// a processor left for it, also when this one has not: the kernel counts apart how long a thread
/// ran and how long it wanted to.
final class EmbeddingRate {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Kind KIND = new Kind("Note");
    private static final TopicId TOPIC = new TopicId("notes");
    private static final int BATCH = 500;
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 3;
    private static final int LOOK_MILLIS = 50;
    private static final LocalModel MODEL = LocalModel.ALL_MINILM_L6_V2;

    private EmbeddingRate() {}

    /// `ENTITIES THREADS WORK`.
    public static void main(String[] args) throws Exception {
        int entities = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        Path work = Files.createDirectories(Path.of(args[2]));
        ObjectNode result = Json.object();
        try (Road road = new Road(work, MemoryPart.TRIGGERS)) {
            Embedder embedder = embedder(work, threads);
            try (Memory memory =
                    new Memory(
                            road.database(),
                            road.store(),
                            road.bus(),
                            new EntityCutter(ChunkSettings.DEFAULT, embedder::tokens),
                            new ModelFiles(
                                    work.resolve("memory/vectors"),
                                    work.resolve("memory/native/lance"),
                                    new ModelChoice(road.database()),
                                    new ScanLimit(road.database()),
                                    any -> embedder),
                            atOnce())) {
                memory.start();
                store(road, "warm", WARM_UP, new Random(1));
                awaitAll(memory);
                try (BareNetwork bare = new BareNetwork(MODEL)) {
                    for (int round = 0; round < ROUNDS; round++) {
                        ObjectNode one = result.withArray("rounds").addObject();
                        Random random = new Random(2 + round);
                        List<Entity> texts = entities("note-" + round, entities, random);
                        List<long[]> pieces = pieces(texts, embedder);
                        timed(one.putObject("bareBefore"), () -> run(bare, pieces, threads));
                        timed(one.putObject("ours"), () -> remember(road, memory, texts));
                        timed(one.putObject("bareAfter"), () -> run(bare, pieces, threads));
                    }
                }
            }
        }
        ChildJvm.remove(work);
        System.out.println(result);
        System.exit(0); // Lance's threads would stay
    }

    /// @return chunks that it made
    private static long remember(Road road, Memory memory, List<Entity> texts)
            throws InterruptedException {
        long before = memory.state().chunks();
        putAll(road, texts);
        return awaitAll(memory).chunks() - before;
    }

    private static MemorySettings atOnce() {
        MemorySettings usual = MemorySettings.DEFAULT;
        return new MemorySettings(
                usual.ranking(),
                usual.indexPatience(),
                usual.vectorPatience(),
                Duration.ofMillis(1),
                usual.embedBatch());
    }

    private static Embedder embedder(Path home, int threads) {
        EmbeddingSettings settings =
                new EmbeddingSettings(
                        new EmbeddingModel.Local(MODEL),
                        threads,
                        EmbeddingSettings.usual().cacheMebibytes());
        return Embedders.open(settings, home, new SecretReferences(SecretStore.inMemory()));
    }

    /// Cuts the entities of a road in chunks as they come, without vectors.
    ///
    /// @return ends it
    static Runnable cutting(Road road, Path home) {
        Embedder embedder = embedder(home, 1);
        EntityCutter cutter = new EntityCutter(ChunkSettings.DEFAULT, embedder::tokens);
        Indexer indexer = new Indexer(road.database(), cutter, () -> {});
        Subscription wakes =
                road.bus()
                        .subscribe(
                                "cutting",
                                EntityStored.class,
                                1,
                                Overflow.KEEP_LATEST,
                                stored -> indexer.wake());
        indexer.start();
        return () -> {
            wakes.close();
            indexer.close();
            embedder.close();
        };
    }

    /// Texts of one chunk each.
    private static List<Entity> entities(String name, int count, Random random) {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entities.add(
                    new Entity(
                            new EntityId(name + "-" + i),
                            TOPIC,
                            KIND,
                            Json.object()
                                    .put("text", SampleData.text(random, 12 + random.nextInt(50))),
                            Instant.EPOCH));
        }
        return entities;
    }

    private static void store(Road road, String name, int count, Random random) {
        putAll(road, entities(name, count, random));
    }

    private static void putAll(Road road, List<Entity> entities) {
        for (int from = 0; from < entities.size(); from += BATCH) {
            road.store().putAll(entities.subList(from, Math.min(entities.size(), from + BATCH)));
        }
    }

    /// As many as each text has, with those before and behind it; which ones makes no difference.
    private static List<long[]> pieces(List<Entity> texts, Embedder embedder) {
        Random random = new Random(6);
        return texts.stream()
                .map(text -> embedder.tokens().count(text.data().path("text").asString()))
                .map(count -> Math.min(count, embedder.tokens().limit()))
                .map(count -> random.longs(count + 2L, 2000, 29_000).toArray())
                .toList();
    }

    private static MemoryState awaitAll(Memory memory) throws InterruptedException {
        MemoryState state = memory.state();
        while (state.pending() > 0 || state.withoutVector() > 0 || state.chunks() == 0) {
            if (!state.vectors().isEmpty()) {
                throw new IllegalStateException(state.vectors());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            state = memory.state();
        }
        return state;
    }

    private static long run(BareNetwork bare, List<long[]> pieces, int threads) throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int from = pieces.size() * i / threads;
                int to = pieces.size() * (i + 1) / threads;
                parts.add(
                        pool.submit(() -> {
                            bare.runEach(pieces.subList(from, to));
                            return to - from;
                        }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
        return pieces.size();
    }

    private static void timed(ObjectNode result, Callable<Long> work) throws Exception {
        long busy = modelNanos();
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        result.put("chunks", work.call());
        result.put("seconds", (System.nanoTime() - began) / 1e9);
        result.put("cpuSeconds", (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        result.put("modelSeconds", (modelNanos() - busy) / 1e9);
    }

    /// How long the threads that run the product's model have run or waited for a processor.
    private static long modelNanos() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.mapToLong(EmbeddingRate::modelNanos).sum();
        }
    }

    private static long modelNanos(Path task) {
        try {
            if (!Files.readString(task.resolve("comm")).startsWith("embed-")) {
                return 0;
            }
            String figures = Files.readString(task.resolve("schedstat"));
            int ran = figures.indexOf(' ');
            int waited = figures.indexOf(' ', ran + 1);
            return Long.parseLong(figures, 0, ran, 10)
                    + Long.parseLong(figures, ran + 1, waited, 10);
        } catch (IOException gone) { // it has ended meanwhile
            return 0;
        }
    }
}
