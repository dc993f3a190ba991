package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTextTest {

    private static final List<String> OURS = List.of("mcpServers", "hqe");

    private static ObjectNode entry() {
        return Json.MAPPER.readValue(
                "{\"command\": \"/opt/hqe\", \"args\": [\"mcp\"]}", ObjectNode.class);
    }

    private static String with(String text) {
        return JsonText.parse(text, "x.json").with(OURS, entry());
    }

    @Test
    void putsAnEntryBehindTheOthersAndKeepsEveryComment() {
        String text =
                """
                // my servers
                {
                    "mcpServers": {
                        /* files */ "files": {"command": "npx", "args": ["-y"]} // keep me
                        // last words
                    },
                    "theme": "dark", // and me
                }
                """;

        String changed = with(text);

        assertThat(changed)
                .isEqualTo(
                        """
                        // my servers
                        {
                            "mcpServers": {
                                /* files */ "files": {"command": "npx", "args": ["-y"]}, // keep me
                                // last words
                                "hqe": {
                                    "command": "/opt/hqe",
                                    "args": ["mcp"]
                                }
                            },
                            "theme": "dark", // and me
                        }
                        """);
    }

    @Test
    void keepsTheHabitOfTrailingCommasAndOfTabs() {
        String changed = with("{\n\t\"mcpServers\": {\n\t\t\"a\": {},\n\t},\n}");

        assertThat(changed)
                .isEqualTo(
                        "{\n\t\"mcpServers\": {\n\t\t\"a\": {},\n\t\t\"hqe\": {\n\t\t\t\"command\":"
                                + " \"/opt/hqe\",\n\t\t\t\"args\": [\"mcp\"]\n\t\t},\n\t},\n}");
    }

    @Test
    void keepsWindowsLineEnds() {
        String changed = with("{\r\n  \"mcpServers\": {}\r\n}\r\n");

        assertThat(changed.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(changed).startsWith("{\r\n  \"mcpServers\": {\r\n    \"hqe\": {\r\n");
    }

    @Test
    void staysOnOneLineWhereEverythingDoes() {
        String changed = with("{\"a\":1,\"mcpServers\":{\"b\":{\"command\":\"x\"}}}");

        assertThat(changed)
                .doesNotContain("\n")
                .startsWith("{\"a\":1,\"mcpServers\":{\"b\":{\"command\":\"x\"}, \"hqe\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "",
                "  \n",
                "{\n}\n",
                "{\"a\": \"}\\\\\\\"{\"}",
                "{\"a\": [1, {\"b\": \"]\"}], \"c\": -1.5e3}",
                "{\"mcpServers\": {}}",
                "{\"mcpServers\": { // nothing\n}}",
                "{\"a\": 1 /* , */ // ,\n}",
                "{\"a\": true,\n \"mcpServers\": {\"z\": {}, \"y\": {}}}",
                "{\"mcpServers\": {\n\"é\uD83D\uDE00\": {\"x\": \"\uD83D\uDE00\"}, // \uD83D\uDE00\n\"y\": {}}}"
            })
    void whatIsPutInCanBeTakenOutAgain(String text) {
        String added = with(text);

        String again = with(added);
        String removed = JsonText.parse(added, "x.json").without(OURS);

        assertThat(again).isEqualTo(added);
        assertThat(JsonText.parse(added, "x.json").at(OURS)).contains(entry());
        assertThat(JsonText.parse(removed, "x.json").at(OURS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"x\"}\n  }\n}\n",
                "{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"x\"}, // one\n    // two\n  },\n}\n",
                "{\n  \"mcpServers\": {}\n}\n",
                "{\"mcpServers\":{\"a\":{}}}"
            })
    void takingOutLeavesTheTextAsItWas(String text) {
        String removed = JsonText.parse(with(text), "x.json").without(OURS);

        assertThat(removed).isEqualTo(text);
    }

    @Test
    void takesAnEntryOutOfTheMiddle() {
        String text = "{\n  \"mcpServers\": {\n    \"hqe\": {},\n    // b\n    \"b\": {}\n  }\n}\n";

        String removed = JsonText.parse(text, "x.json").without(OURS);

        assertThat(removed).isEqualTo("{\n  \"mcpServers\": {\n    // b\n    \"b\": {}\n  }\n}\n");
    }

    @Test
    void replacesOnlyTheEntry() {
        String text =
                "{\"mcpServers\": {\n  \"hqe\": {\"command\": \"old\"}, // mine\n  \"b\": {}}}";

        String changed = with(text);

        assertThat(changed).endsWith("}, // mine\n  \"b\": {}}}").doesNotContain("old");
    }

    @Test
    void saysTheLineOfWhatIsMalformed() {
        assertThatThrownBy(() -> JsonText.parse("{\n\"a\": 1\n\"b\": 2\n}", "settings.json"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("settings.json:3: is not valid JSON");
        assertThatThrownBy(() -> JsonText.parse("{\"a\": [}", "settings.json"))
                .hasMessageContaining("']'")
                .hasMessageNotContaining("Source");
    }

    @Test
    void refusesDuplicateKeysAndOtherShapes() {
        assertThatThrownBy(() -> JsonText.parse("{\"a\": 1, \"a\": 2}", "x.json"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("a");
        assertThatThrownBy(() -> JsonText.parse("[1]", "x.json")).hasMessageContaining("object");
        assertThatThrownBy(() -> with("{\"mcpServers\": []}")).hasMessageContaining("mcpServers");
        assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000), "x.json"))
                .isInstanceOf(InvalidDocumentException.class);
    }
}
