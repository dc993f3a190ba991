package dev.hqe.topics.codeaudit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.secrets.Rule;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The assembled folder: what holds of every Topic, and of this one.
class TopicFolderTest extends TopicFolderContract {
    TopicFolderTest() {
        super(CodeAudit.TOOLS);
    }

    @Test
    void findingsAreWhatTheirSchemaSays() {
        String result =
                JvmTool.call(
                        CodeAudit.TOOLS,
                        "find_secrets",
                        "{\"text\":\"x AKIA2345ABCD2345ABCD\",\"path\":\"p\"}");

        JsonNode finding = new ObjectMapper().readTree(result).get("findings").get(0);

        assertValid(schema("Finding"), finding.toString());
        assertThat(finding.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        schema("Finding").get("properties").propertyNames());
    }

    @Test
    void theReadmeListsEveryRule() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                RuleBook.standard().rules().stream()
                        .map(TopicFolderTest::row)
                        .collect(Collectors.joining("\n"));

        assertThat(readme)
                .as("replace the rows of the table in README.md by these:%n%s%n", table)
                .contains("|---|---|---|---|\n" + table + "\n");
    }

    private static String row(Rule rule) {
        String mark = rule.fingerprinted() ? "yes" : "";
        return "| `"
                + rule.id()
                + "` | "
                + rule.title()
                + " | "
                + rule.severity().label()
                + " | "
                + mark
                + " |";
    }
}
