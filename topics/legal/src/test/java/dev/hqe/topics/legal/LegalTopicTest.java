package dev.hqe.topics.legal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import dev.hqe.topics.kit.testing.WasmTool;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The assembled folder: what holds of every Topic, and of this one.
class LegalTopicTest extends TopicFolderContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    LegalTopicTest() {
        super(Legal.TOOLS);
    }

    private static String sample(int version) throws IOException {
        return Files.readString(
                TOPIC.resolve("samples/synthetic-supply-agreement-v" + version + ".txt"));
    }

    private static JsonNode call(String tool, String... arguments) {
        var json = JSON.createObjectNode();
        for (int i = 0; i < arguments.length; i += 2) {
            json.put(arguments[i], arguments[i + 1]);
        }
        return JSON.readTree(JvmTool.call(Legal.TOOLS, tool, json.toString()));
    }

    @Test
    void theSamplesSayThatTheyAreFiction() throws IOException {
        assertThat(sample(1)).contains("The companies and persons are fictional.");
        assertThat(sample(2)).contains("The companies and persons are fictional.");
    }

    @Test
    void theSampleHasTheObligationsAndDatesThatAPersonFinds() throws IOException {
        String text = sample(1);

        JsonNode obligations = call("obligations", "text", text);
        JsonNode deadlines = call("deadlines", "text", text);

        assertThat(obligations.get("count").asInt()).isEqualTo(11);
        assertThat(deadlines.get("term_end").asString()).isEqualTo("2028-03-02");
        assertThat(deadlines.at("/deadlines/8/date").asString()).isEqualTo("2027-12-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31 January 2026.",
                "The notice is due within 16 days after 31 January 2026.",
                "The lease is paid by 1 March 2026.",
                "Signed in May. The report covers 1 March 2026."
            })
    void aDateOfSomethingElseIsNotTheFirstDayOfTheContract(String text) {
        JsonNode deadlines = call("deadlines", "text", text);

        assertThat(deadlines.at("/deadlines/0/date").asString()).startsWith("2026-");
        assertThat(deadlines.has("effective_date")).isFalse();
    }

    @Test
    void theVersionsOfTheSampleDifferInFiveClauses() throws IOException {
        JsonNode diff = call("clause_diff", "old_text", sample(1), "new_text", sample(2));

        assertThat(diff.get("changes").valueStream().map(c -> c.get("change").asString()))
                .containsExactly("changed", "removed", "changed", "added", "moved");
    }

    /// Its tokens are many small objects: the heap of the module grows several times.
    @Test
    void aContractOfAlmostTheMostCharactersGetsTheSameAnswerInWasmAsOnTheJvm() throws IOException {
        String text = sample(1).repeat(195_000 / sample(1).length());
        String arguments = JSON.createObjectNode().put("text", text).toString();

        var answer =
                WasmTool.compiled(TOPIC.resolve("tools/legal.wasm")).call("clauses", arguments);

        assertThat(answer.error()).isEmpty();
        assertThat(answer.out()).isEqualTo(JvmTool.call(Legal.TOOLS, "clauses", arguments));
    }

    /// Places are what an agent quotes by.
    @Test
    void placesAreOffsetsInTheText() throws IOException {
        String text = sample(1);

        JsonNode first = call("obligations", "text", text).at("/obligations/0");

        assertThat(text.substring(first.get("start").asInt(), first.get("end").asInt()))
                .isEqualTo(
                        "The Supplier shall deliver the Products to the Delivery Point within"
                                + " ten (10) Business Days after receipt of an order.");
    }
}
