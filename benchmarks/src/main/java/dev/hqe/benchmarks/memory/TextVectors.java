package dev.hqe.benchmarks.memory;

import dev.hqe.kernel.json.Json;
import dev.hqe.memory.embed.LocalEmbedder;
import dev.hqe.memory.embed.LocalModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The vectors that the product's own model makes of [SourceTexts], in files, so that each is made
/// once: `vectors` (32-bit floats, little endian, in the order of the pieces, as many as were
/// wanted so far), `queries` (the same), `areas` (one byte for each piece: 1 if it is of the area
/// that searches are narrowed down to), `texts.json`.
///
/// @param folder where the files are; its name is made of the texts
/// @param pieces how many there can be
record TextVectors(Path folder, int pieces) {

    static final int BYTES = SampleSpace.DIMENSIONS * Float.BYTES;

    /// Of the queries, half are passages and half are sentences.
    static final int QUERIES = 300;

    private static final double AREA_SHARE = 0.02;
    private static final int BATCH = 500;

    /// Reads the texts, and embeds as many of them as are wanted and not embedded yet. If it is
    /// stopped, the next run goes on.
    ///
    /// @param data where the folder is made
    static TextVectors of(Path source, Path data, int wanted) throws IOException {
        SourceTexts texts = SourceTexts.read(source);
        int hash = texts.pieces().hashCode() * 31 + texts.sentences().hashCode();
        Path folder = data.resolve("texts-%08x".formatted(hash));
        int pieces = texts.pieces().size();
        if (texts.passages().size() < QUERIES / 2 || texts.sentences().size() < QUERIES / 2) {
            throw new IOException(
                    source + " has too few texts: " + pieces + " pieces; give a larger folder");
        }
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("texts.json"))) {
            areas(texts, source, folder);
        }
        try (LocalEmbedder embedder =
                new LocalEmbedder(
                        LocalModel.ALL_MINILM_L6_V2,
                        Files.createDirectories(data.resolve("libraries")),
                        Runtime.getRuntime().availableProcessors())) {
            embed(embedder, queries(texts), folder.resolve("queries"));
            List<String> corpus =
                    texts.pieces().stream().limit(wanted).map(SourceTexts.Piece::text).toList();
            embed(embedder, corpus, folder.resolve("vectors"));
        }
        return new TextVectors(folder, pieces);
    }

    /// What the texts are: `source`, `pieces`, `area`, `share` of the area among all.
    JsonNode about() throws IOException {
        return Json.MAPPER.readTree(Files.readString(folder.resolve("texts.json")));
    }

    private static List<String> queries(SourceTexts texts) {
        List<String> queries = new ArrayList<>(texts.passages().subList(0, QUERIES / 2));
        queries.addAll(texts.sentences().subList(0, QUERIES / 2));
        return queries;
    }

    /// Chooses the area of which there is about as much as the filters of this benchmark let
    /// through.
    private static void areas(SourceTexts texts, Path source, Path folder) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        texts.pieces().forEach(piece -> counts.merge(piece.area(), 1, Integer::sum));
        double wanted = texts.pieces().size() * AREA_SHARE;
        String area = "";
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            double off = Math.abs(entry.getValue() - wanted);
            double best = Math.abs(counts.getOrDefault(area, 0) - wanted);
            if (off < best || (off == best && entry.getKey().compareTo(area) < 0)) {
                area = entry.getKey();
            }
        }
        byte[] flags = new byte[texts.pieces().size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = (byte) (texts.pieces().get(i).area().equals(area) ? 1 : 0);
        }
        Files.write(folder.resolve("areas"), flags);
        JsonNode about =
                Json.MAPPER
                        .createObjectNode()
                        .put("source", source.getFileName().toString())
                        .put("pieces", flags.length)
                        .put("area", area)
                        .put("share", counts.getOrDefault(area, 0) / (double) flags.length);
        Files.writeString(folder.resolve("texts.json"), about.toPrettyString());
    }

    private static void embed(LocalEmbedder embedder, List<String> texts, Path file)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int done = (int) (channel.size() / BYTES); // what was cut off is made again
            channel.position((long) done * BYTES);
            int told = done;
            long began = System.nanoTime();
            for (int from = done; from < texts.size(); from += BATCH) {
                List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
                ByteBuffer bytes =
                        ByteBuffer.allocate(batch.size() * BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (float[] vector : embedder.embed(batch)) {
                    bytes.asFloatBuffer().put(vector);
                    bytes.position(bytes.position() + BYTES);
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (from - told >= 10 * BATCH) {
                    told = from;
                    double seconds = (System.nanoTime() - began) / 1e9;
                    System.err.printf(
                            "benchmarks: %d of %d texts embedded, %.0f a second%n",
                            from, texts.size(), (from - done) / seconds);
                }
            }
        }
    }
}
