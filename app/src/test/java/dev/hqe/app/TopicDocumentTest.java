package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.source.SourceFiles;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.sandbox.HostCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Keeps `docs/topics` complete.
class TopicDocumentTest {

    private static final Path DOCS = Path.of("..", "docs", "topics");

    @Test
    void everyFieldOfEveryFileStandsInTheReference() throws IOException {
        Set<String> fields = new TreeSet<>();
        fields(TopicReader.publishedSchema().root(), fields);
        fields(GoldenCases.publishedSchema().root(), fields);
        fields(SourceFiles.publishedSchema().root(), fields);

        String reference = Files.readString(DOCS.resolve("reference.md"));

        assertThat(fields).contains("where", "cpu_ms", "tolerance");
        assertThat(fields)
                .as("fields in docs/topics/reference.md")
                .allSatisfy(field -> assertThat(reference).containsPattern("[`.]" + field + "`"));
    }

    @Test
    void everyHostFunctionStandsInTheAbi() throws IOException {
        String abi = Files.readString(DOCS.resolve("abi.md"));

        assertThat(HostCall.functions())
                .allSatisfy(function -> assertThat(abi).contains("| `" + function + "` |"));
    }

    /// The names below each `properties` that describes fields.
    private static void fields(JsonNode schema, Set<String> found) {
        for (String name : schema.path("properties").propertyNames()) {
            found.add(name);
        }
        for (JsonNode part : schema) {
            fields(part, found);
        }
    }
}
