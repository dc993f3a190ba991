package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Agent Plugins 1.0.0, §7.2.1 and §9: a server with everything put in. Each test names its rule.
class PluginServerTest {

    @TempDir Path temp;
    private PluginFolderForTests plugin;
    private Path data;

    @BeforeEach
    void makeFolder() throws IOException {
        plugin = new PluginFolderForTests(temp);
        data = Files.createDirectories(temp.resolve("data")).toRealPath();
    }

    private ObjectNode resolved(String fields) throws IOException {
        plugin.stdio(fields);
        return plugin.read().servers().getFirst().resolve(plugin.path(), data);
    }

    @Test
    void section9_2_putsTheTwoFoldersIntoArgumentsVariablesAndWorkingDirectory()
            throws IOException {
        Files.createDirectories(data.resolve("work"));

        ObjectNode json =
                resolved(
                        """
                        "command": "npx", "cwd": "${PLUGIN_DATA}/work",
                        "args": ["--a=${PLUGIN_ROOT}/x:${PLUGIN_DATA}", "${PLUGIN_ROOT}"],
                        "env": {"A": "${PLUGIN_DATA}/a"}\
                        """);

        ObjectNode expected = Json.object().put("command", "npx");
        expected.putArray("args")
                .add("--a=" + plugin.root() + "/x:" + data)
                .add("" + plugin.root());
        expected.putObject("env")
                .put("A", data + "/a")
                .put("PLUGIN_ROOT", plugin.root().toString())
                .put("PLUGIN_DATA", data.toString());
        expected.put("cwd", data.resolve("work").toString());
        assertThat(json).isEqualTo(expected);
    }

    @Test
    void section9_2_leavesEveryOtherPlaceholderAsItIs() throws IOException {
        ObjectNode json =
                resolved(
                        """
                        "command": "npx",
                        "args": ["${HOME}", "$PLUGIN_ROOT", "${plugin_root}", "${ PLUGIN_ROOT }",
                                 "${PLUGIN_ROOT", "$${PLUGIN_DATA}", "%PATH%", "~"],
                        "env": {"${PLUGIN_ROOT}": "${PLUGIN_ROOT:-x}"}\
                        """);

        assertThat(json.path("args").valueStream().map(arg -> arg.asString("")))
                .containsExactly(
                        "${HOME}",
                        "$PLUGIN_ROOT",
                        "${plugin_root}",
                        "${ PLUGIN_ROOT }",
                        "${PLUGIN_ROOT",
                        "$" + data,
                        "%PATH%",
                        "~");
        assertThat(json.path("env").path("${PLUGIN_ROOT}").asString())
                .isEqualTo("${PLUGIN_ROOT:-x}");
    }

    @Test
    void section9_2_everyOtherPlaceholderStaysAsItIs() throws IOException {
        ObjectNode json =
                resolved(
                        "\"command\": \"npx\", \"args\": [\"${secret:github}\", \"${HOME}\"],"
                                + " \"env\": {\"TOKEN\": \"${env:TOKEN}\"}");

        assertThat(json.path("args")).hasToString("[\"${secret:github}\",\"${HOME}\"]");
        assertThat(json.at("/env/TOKEN").asString()).isEqualTo("${env:TOKEN}");
    }

    @Test
    void section7_2_1_anAddressAndItsHeadersStayAsTheyAre() throws IOException {
        plugin.remote(
                "\"url\": \"https://example.com/mcp?a=%24\","
                        + " \"headers\": {\"X-Root\": \"${PLUGIN_ROOT}\"}");

        ObjectNode json = plugin.read().servers().getFirst().resolve(plugin.path(), data);

        assertThat(json)
                .hasToString(
                        "{\"type\":\"http\",\"url\":\"https://example.com/mcp?a=%24\","
                                + "\"headers\":{\"X-Root\":\"${PLUGIN_ROOT}\"}}");
    }

    @Test
    void section7_2_1_sseStaysSse() throws IOException {
        plugin.servers("\"s\": {\"type\": \"sse\", \"url\": \"https://example.com/sse\"}");

        ObjectNode json = plugin.read().servers().getFirst().resolve(plugin.path(), data);

        assertThat(json).hasToString("{\"type\":\"sse\",\"url\":\"https://example.com/sse\"}");
    }
}
