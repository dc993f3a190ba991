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

class YamlTextTest {

    private static final List<String> OURS = List.of("extensions", "hqe");

    private static ObjectNode entry() {
        String json =
                "{\"type\": \"stdio\", \"cmd\": \"/opt/my hqe\", \"args\": [\"mcp\"], \"timeout\": 300}";
        return Json.MAPPER.readValue(json, ObjectNode.class);
    }

    private static String with(String text) {
        return YamlText.parse(text, "config.yaml").with(OURS, entry());
    }

    @Test
    void putsAnEntryBehindTheOthersAndKeepsEveryComment() {
        String text =
                """
                # goose
                GOOSE_MODE: "auto" # quotes stay

                extensions:
                  developer: # built in
                    enabled: true
                    type: builtin

                # other things
                GOOSE_SEARCH_PATHS:
                - /opt/bin
                """;

        String changed = with(text);

        assertThat(changed)
                .isEqualTo(
                        """
                        # goose
                        GOOSE_MODE: "auto" # quotes stay

                        extensions:
                          developer: # built in
                            enabled: true
                            type: builtin
                          hqe:
                            type: stdio
                            cmd: "/opt/my hqe"
                            args:
                              - mcp
                            timeout: 300

                        # other things
                        GOOSE_SEARCH_PATHS:
                        - /opt/bin
                        """);
        assertThat(YamlText.parse(changed, "config.yaml").without(OURS)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "a: 1",
                "extensions:\n",
                "extensions: {} # none\nb: 2\n",
                "extensions: {}\n",
                "extensions: null\n",
                "extensions:\r\n  a:\r\n    type: builtin\r\nb: 1\r\n",
                "extensions:\n    a:\n        args:\n        - x\n        - y\n    b:\n        cmd: |\n          x\n          y\n",
                "extensions:\n  \"\uD83D\uDE00\": {type: builtin} # \uD83D\uDE00\n  b: {type: sse}\n"
            })
    void whatIsPutInCanBeTakenOutAgain(String text) {
        String added = with(text);

        String removed = YamlText.parse(added, "config.yaml").without(OURS);

        assertThat(with(added)).isEqualTo(added);
        assertThat(YamlText.parse(added, "config.yaml").at(OURS)).contains(entry());
        assertThat(YamlText.parse(removed, "config.yaml").at(OURS)).isEmpty();
    }

    @Test
    void takesAnEntryOutOfTheMiddle() {
        String text = "extensions:\n  hqe:\n    cmd: x\n  # b\n  b:\n    cmd: y\n";

        String removed = YamlText.parse(text, "config.yaml").without(OURS);

        assertThat(removed).isEqualTo("extensions:\n  # b\n  b:\n    cmd: y\n");
    }

    @Test
    void leavesWhatItCannotChangeSafelyToAPerson() {
        assertThatThrownBy(() -> with("extensions: {a: {type: sse}}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("braces");
        assertThatThrownBy(() -> with("extensions: [1]\n")).hasMessageContaining("mapping");
        assertThatThrownBy(() -> with("extensions:\n  a:\n    cmd: |\n      x"))
                .hasMessageContaining("by hand"); // a line end would become part of the value
        assertThatThrownBy(() -> with("- 1\n")).hasMessageContaining("mapping");
    }

    @Test
    void saysTheLineOfWhatIsMalformed() {
        assertThatThrownBy(() -> YamlText.parse("a: 1\nb: [1\nc: 2\n", "config.yaml"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageMatching("(?s)config.yaml:[23]: is not valid YAML.*");
    }
}
