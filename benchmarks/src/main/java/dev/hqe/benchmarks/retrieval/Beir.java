package dev.hqe.benchmarks.retrieval;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A collection in the form of BEIR (Thakur et al., "BEIR: A Heterogeneous Benchmark for Zero-shot
/// Evaluation of Information Retrieval Models", 2021): `corpus.jsonl` and `queries.jsonl` with
/// `_id`, `title` and `text`; `qrels/train.tsv`, `dev.tsv` and `test.tsv`, as far as there are any,
/// with a header and query, document and grade in each line.
final class Beir {

    static final String DOCUMENTS = "corpus.jsonl";
    private static final List<String> PARTS = List.of("train", "dev", "test");

    private Beir() {}

    static TestCollection read(Path folder) throws IOException {
        List<TestCollection.Document> documents = new ArrayList<>();
        for (JsonNode one : lines(folder.resolve(DOCUMENTS))) {
            documents.add(
                    new TestCollection.Document(
                            text(one, "_id"), text(one, "title"), text(one, "text")));
        }
        Map<String, String> queries = new LinkedHashMap<>();
        for (JsonNode one : lines(folder.resolve("queries.jsonl"))) {
            queries.put(text(one, "_id"), text(one, "text"));
        }
        List<TestCollection.Part> parts = new ArrayList<>();
        for (String name : PARTS) {
            Path judgments = folder.resolve("qrels").resolve(name + ".tsv");
            if (Files.isRegularFile(judgments)) {
                parts.add(new TestCollection.Part(name, judged(judgments, queries)));
            }
        }
        return new TestCollection(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                documents,
                parts);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(Json.MAPPER::readTree).toList();
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString("").strip();
    }

    private static List<TestCollection.Query> judged(Path file, Map<String, String> queries)
            throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            List<String> judged = List.of(line.strip().split("\t", -1));
            grades.computeIfAbsent(judged.get(0), query -> new LinkedHashMap<>())
                    .put(judged.get(1), Integer.valueOf(judged.get(2)));
        }
        return grades.entrySet().stream()
                .map(one ->
                        new TestCollection.Query(
                                Objects.requireNonNull(
                                        queries.get(one.getKey()),
                                        () -> file + ": there is no query " + one.getKey()),
                                one.getValue()))
                .toList();
    }
}
