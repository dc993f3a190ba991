package dev.hqe.benchmarks.memory;

import dev.hqe.memory.embed.LocalEmbedder;
import dev.hqe.memory.embed.LocalModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Texts per second through [LocalEmbedder] beside the bare call of ONNX Runtime on as many pieces,
/// in turns in the same run, on one thread each; and what batches would cost and change.
///
/// The bare call gets its pieces ready made and gives back what the network gives: no text is taken
/// apart, no vector is made of it. Texts are as long as passages are, 20 to 126 tokens.
public final class EmbeddingBenchmark {

    private static final int TEXTS = 64;
    private static final int ROUNDS = 8;
    private static final String[] WORDS = {
        "boundary", "layer", "heat", "transfer", "in", "the", "supersonic", "flow", "of", "a",
        "slender", "body", "with", "small", "angle", "pressure", "results", "show", "that", "it"
    };

    private EmbeddingBenchmark() {}

    /// Prints the tables.
    ///
    /// @param args at most the number of rounds
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        System.out.println("| model | road | texts/s | CPU ms per text | of the bare call |");
        System.out.println("|---|---|--:|--:|--:|");
        List<String> batches = new ArrayList<>();
        for (LocalModel model : LocalModel.values()) {
            batches.add(measure(model, rounds));
        }
        System.out.println();
        System.out.println("| model | texts in a call | CPU ms per text | vectors differ by |");
        System.out.println("|---|--:|--:|--:|");
        batches.forEach(System.out::print);
    }

    private static String measure(LocalModel model, int rounds) throws Exception {
        Path folder = Files.createTempDirectory("embedding-benchmark");
        List<String> texts = texts(new Random(5));
        try (LocalEmbedder embedder = new LocalEmbedder(model, folder, 1);
                BareNetwork bare = bare(model, embedder)) {
            List<long[]> pieces = pieces(texts, embedder, new Random(6));
            embedder.embed(texts);
            bare.runEach(pieces);
            Timed ours = new Timed();
            Timed theirs = new Timed();
            for (int round = 0; round < rounds; round++) {
                theirs.time(() -> bare.runEach(pieces));
                ours.time(() -> embedder.embed(texts));
            }
            print(model, "ONNX Runtime, bare", theirs, theirs, rounds);
            print(model, "`LocalEmbedder`", ours, theirs, rounds);
            return bare.batches(model.id(), pieces, rounds);
        } finally {
            delete(folder);
        }
    }

    /// The embedder first, as it lays the native library where it belongs.
    private static BareNetwork bare(LocalModel model, LocalEmbedder embedder) throws Exception {
        embedder.embedQuery("first");
        return new BareNetwork(model);
    }

    private static void print(LocalModel model, String road, Timed timed, Timed bare, int rounds) {
        int texts = TEXTS * rounds;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.2f | %.1f %% |%n",
                model.id(),
                road,
                texts / timed.seconds(),
                timed.cpuMillis() / texts,
                100 * bare.seconds() / timed.seconds());
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            int words = 20 + random.nextInt(105);
            for (int word = 0; word < words; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /// As many as each text has, with those before and behind it; which ones makes no difference.
    private static List<long[]> pieces(List<String> texts, LocalEmbedder embedder, Random random) {
        List<long[]> pieces = new ArrayList<>();
        for (String text : texts) {
            int count = Math.min(embedder.tokens().count(text), embedder.tokens().limit());
            pieces.add(random.longs(count + 2L, 2000, 29_000).toArray());
        }
        return pieces;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Work that can fail.
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /// The time that work took, by the clock and by the processors.
    static final class Timed {

        private static final com.sun.management.OperatingSystemMXBean PROCESS =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

        private long nanos;
        private long cpuNanos;

        void time(Work work) throws Exception {
            long cpu = PROCESS.getProcessCpuTime();
            long begin = System.nanoTime();
            work.run();
            nanos += System.nanoTime() - begin;
            cpuNanos += PROCESS.getProcessCpuTime() - cpu;
        }

        double seconds() {
            return nanos / 1e9;
        }

        double cpuMillis() {
            return cpuNanos / 1e6;
        }
    }
}
