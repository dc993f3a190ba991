package dev.hqe.topics.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.MemoryWorkbench;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The assembled folder: what holds of every Topic, and of this one.
class HealthTopicTest extends TopicFolderContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    HealthTopicTest() {
        super(Health.TOOLS);
    }

    @Test
    void theSampleIsImportedWholeAndSaysThatItIsFiction() throws IOException {
        String sample = Files.readString(TOPIC.resolve("samples/synthetic-bundle.json"));
        String arguments = JSON.createObjectNode().put("text", sample).toString();
        MemoryWorkbench workbench = workbench(List.of());

        String result = JvmTool.call(Health.TOOLS, "import_bundle", arguments, workbench);

        assertThat(sample).contains("The person is fictional, and no value was ever measured.");
        assertThat(JSON.readTree(result).get("skipped_count").asInt()).isEqualTo(2);
        assertThat(workbench.stored()).hasSize(23);
    }

    @Test
    void whatIsStoredIsMarkedAsHealthData() {
        for (String kind : List.of("Patient", "Observation", "Condition", "Medication")) {
            JsonNode schema = schema(kind);

            assertThat(schema.at("/properties/label/const").asString()).isEqualTo("health");
            assertThat(schema.get("required").toString()).contains("\"label\"");
        }
    }
}
