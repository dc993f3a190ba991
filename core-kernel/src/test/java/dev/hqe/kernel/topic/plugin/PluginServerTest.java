package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such a folder cannot be there")
    void section9_2_doesNotLookAgainAtWhatItHasPutIn() throws IOException {
        data = Files.createDirectories(temp.resolve("${PLUGIN_ROOT}")).toRealPath();

        ObjectNode json = resolved("\"command\": \"npx\", \"args\": [\"${PLUGIN_DATA}\"]");

        assertThat(json.at("/args/0").asString()).isEqualTo(data.toString());
    }

    @Test
    void section7_2_1_aCommandInThePluginIsResolvedThereAndABareOneIsLeft() throws IOException {
        plugin.write("bin/server", "");

        assertThat(resolved("\"command\": \"./bin/server\"").path("command").asString())
                .isEqualTo(plugin.root().resolve("bin/server").toString());
        assertThat(resolved("\"command\": \"npx\"").path("command").asString()).isEqualTo("npx");
    }

    @Test
    void section7_2_1_putsNothingIntoACommand() throws IOException {
        plugin.write("${PLUGIN_DATA}", "");

        assertThat(resolved("\"command\": \"./${PLUGIN_DATA}\"").path("command").asString())
                .isEqualTo(plugin.root().resolve("${PLUGIN_DATA}").toString());
    }

    @Test
    void section7_2_1_worksInThePluginsFolderUnlessItSaysOtherwise() throws IOException {
        assertThat(resolved("\"command\": \"npx\"").path("cwd").asString())
                .isEqualTo(plugin.root().toString());
        assertThat(resolved("\"command\": \"npx\", \"cwd\": \"./a/../b\"").path("cwd").asString())
                .isEqualTo(plugin.root().resolve("b").toString());
    }

    @Test
    void section9_1_givesTheTwoFoldersToEveryServer() throws IOException {
        ObjectNode env = (ObjectNode) resolved("\"command\": \"npx\"").path("env");

        assertThat(env.path("PLUGIN_ROOT").asString()).isEqualTo(plugin.root().toString());
        assertThat(env.path("PLUGIN_DATA").asString()).isEqualTo(data.toString());
        assertThat(env.size()).isEqualTo(2);
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "elsewhere these are two variables")
    void section9_1_replacesVariablesOfAnEquivalentName() throws IOException {
        ObjectNode json = resolved("\"command\": \"npx\", \"env\": {\"plugin_root\": \"x\"}");

        assertThat(json.path("env").propertyNames())
                .containsExactlyInAnyOrder("PLUGIN_ROOT", "PLUGIN_DATA");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section9_1_theTwoFoldersAreAbsoluteWithTheirLinksResolved() throws IOException {
        plugin.stdio("\"command\": \"npx\"");
        Path root = Files.createSymbolicLink(temp.resolve("root link"), plugin.path());
        Path state = Files.createSymbolicLink(temp.resolve("data link"), data);

        ObjectNode json = plugin.read().servers().getFirst().resolve(root, state);

        assertThat(json.at("/env/PLUGIN_ROOT").asString()).isEqualTo(plugin.root().toString());
        assertThat(json.at("/env/PLUGIN_DATA").asString()).isEqualTo(data.toString());
    }

    @Test
    void theDataFolderNeedNotBeThereYet() throws IOException {
        plugin.stdio("\"command\": \"npx\", \"cwd\": \"${PLUGIN_DATA}/x\"");
        Path later = data.resolve("later");

        ObjectNode json = plugin.read().servers().getFirst().resolve(plugin.path(), later);

        assertThat(json.path("cwd").asString()).isEqualTo(later.resolve("x").toString());
        assertThat(later).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section7_2_1_aFolderThatHasBecomeALinkOutIsRefused() throws IOException {
        plugin.stdio("\"command\": \"npx\", \"cwd\": \"${PLUGIN_DATA}/work\"");
        PluginServer inData = plugin.read().servers().getFirst();
        plugin.stdio("\"command\": \"./bin/run\"");
        PluginServer inRoot = plugin.read().servers().getFirst();

        Files.createSymbolicLink(data.resolve("work"), temp);
        plugin.linkOut("bin", temp);

        assertThatThrownBy(() -> inData.resolve(plugin.path(), data))
                .isInstanceOf(AgentPluginException.class)
                .hasMessage("server 's': its 'cwd' leads out of the plugin's folders");
        assertThatThrownBy(() -> inRoot.resolve(plugin.path(), data))
                .hasMessage("server 's': its 'command' leads out of the plugin's folders");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such a folder cannot be there")
    void aFolderWhoseNameWouldBeFilledInGetsAtNoSecret() throws IOException {
        data = Files.createDirectories(temp.resolve("${secret:github}")).toRealPath();

        assertThatThrownBy(() -> resolved("\"command\": \"npx\""))
                .isInstanceOf(AgentPluginException.class)
                .hasMessageContaining("which the workbench would fill in");
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
