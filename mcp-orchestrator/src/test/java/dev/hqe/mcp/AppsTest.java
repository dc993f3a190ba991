package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// MCP Apps (SEP-1865): tools with a user interface.
class AppsTest {

    @Test
    void aToolsInterfacePassesThroughAndDeclaresTheExtension() {
        ToolDefinition shown =
                new ToolDefinition(
                        new ToolName("test.shown"),
                        TestTools.json(
                                """
                                {"inputSchema":{"type":"object"},
                                 "_meta":{"ui":{"resourceUri":"ui://test/view.html"}}}\
                                """));
        Tool tool = TestTools.tool(shown, call -> ToolOutcome.Ok.text("shown"));

        try (Wire with = Wire.serving(tool).reading();
                Wire without = Wire.serving(TestTools.echo()).reading()) {
            JsonNode declared = with.ask(Wire.modern(1, "server/discover", "", "{}"));
            JsonNode listed = with.ask(Wire.modern(2, "tools/list", "", "{}"));
            JsonNode plain = without.ask(Wire.modern(3, "server/discover", "", "{}"));

            assertThat(declared.at("/result/capabilities/extensions").toString())
                    .contains(ClientAbilities.APPS);
            assertThat(listed.at("/result/tools/0/_meta/ui/resourceUri").asString())
                    .isEqualTo("ui://test/view.html");
            assertThat(plain.at("/result/capabilities/extensions").toString())
                    .doesNotContain(ClientAbilities.APPS);
        }
    }

    @Test
    void aServerSaysWhatItHasToSayOfItself() {
        ServerInfo info =
                new ServerInfo(
                        "s",
                        "",
                        "1",
                        "Serves.",
                        "https://example.org",
                        List.of(
                                new ServerInfo.Icon(
                                        "data:image/png;base64,AA==", "image/png", "")));

        assertThat(info.toJson().toString())
                .isEqualTo(
                        "{\"name\":\"s\",\"version\":\"1\",\"description\":\"Serves.\","
                                + "\"websiteUrl\":\"https://example.org\",\"icons\":[{\"src\":"
                                + "\"data:image/png;base64,AA==\",\"mimeType\":\"image/png\"}]}");
    }
}
