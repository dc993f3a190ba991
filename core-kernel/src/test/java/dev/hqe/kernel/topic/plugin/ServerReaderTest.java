package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.topic.plugin.PluginServer.Remote;
import dev.hqe.kernel.topic.plugin.PluginServer.Stdio;
import dev.hqe.kernel.topic.plugin.PluginServer.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Agent Plugins 1.0.0, §7.2 and §9.2: what `mcp.json` may say. Each test names its rule.
class ServerReaderTest {

    private static final String LEFT_OUT = "; the plugin's servers are left out";

    @TempDir Path temp;
    private PluginFolderForTests plugin;

    @BeforeEach
    void makeFolder() throws IOException {
        plugin = new PluginFolderForTests(temp);
    }

    private void noServerBut(String problem) {
        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/mcp.json:4: server 's': " + problem + "; the server is left out");
    }

    @Test
    void readsServersOfAllTransportsInTheirOrder() throws IOException {
        plugin.write("bin/validator", "");
        plugin.servers(
                """
                "z local": {
                  "type": "stdio",
                  "command": "./bin/validator",
                  "args": ["--data", "${PLUGIN_DATA}/v"],
                  "env": {"CONFIG": "${PLUGIN_ROOT}/c.json"},
                  "cwd": "./bin"
                },
                "api": {
                  "type": "streamable-http",
                  "url": "https://deploy.example.com/mcp",
                  "headers": {"X-Tenant": "public ${TENANT}"}
                },
                "old": {"type": "sse", "url": "https://legacy.example.com/sse"},
                "bare": {"type": "stdio", "command": "npx"}
                """);

        assertThat(plugin.read().servers())
                .containsExactly(
                        new Stdio(
                                "z local",
                                "./bin/validator",
                                List.of("--data", "${PLUGIN_DATA}/v"),
                                Map.of("CONFIG", "${PLUGIN_ROOT}/c.json"),
                                "./bin"),
                        new Remote(
                                "api",
                                Transport.STREAMABLE_HTTP,
                                "https://deploy.example.com/mcp",
                                Map.of("X-Tenant", "public ${TENANT}")),
                        new Remote(
                                "old", Transport.SSE, "https://legacy.example.com/sse", Map.of()),
                        new Stdio("bare", "npx", List.of(), Map.of(), "${PLUGIN_ROOT}"));
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void section6_2_aMissingMcpJsonIsNoErrorAndNeitherIsOneWithoutServers() throws IOException {
        assertThat(plugin.warnings()).isEmpty();

        plugin.servers("");

        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void section6_2_anMcpJsonThatIsNoFileLeavesTheSkillsAlone() throws IOException {
        Files.createDirectories(plugin.path().resolve("mcp.json"));
        plugin.goodSkill("deploy");

        assertThat(plugin.skillNames()).containsExactly("deploy");
        assertThat(plugin.warnings()).containsExactly("acme/mcp.json: is not a file" + LEFT_OUT);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_anMcpJsonThatLeadsOutOfTheFolderLeavesTheSkillsAlone() throws IOException {
        plugin.stdio("\"command\": \"npx\"");
        Files.move(plugin.path().resolve("mcp.json"), temp.resolve("mcp.json"));
        plugin.linkOut("mcp.json", temp.resolve("mcp.json"));
        plugin.goodSkill("deploy");

        assertThat(plugin.skillNames()).containsExactly("deploy");
        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/mcp.json: is a link to something outside the plugin's folder"
                                + LEFT_OUT);
    }

    @Test
    void section7_2_1_readsNoOtherFileThanMcpJson() throws IOException {
        plugin.write(".mcp.json", "{\"mcpServers\": {\"x\": {\"command\": \"npx\"}}}");
        plugin.write("com.example/mcp.json", "{");

        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"mcpServers\": {}}",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/mcp.schema.json\"}",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/mcp.schema.json\","
                        + " \"mcpServers\": []}",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/mcp.schema.json\","
                        + " \"mcpServers\": {}, \"inputs\": []}",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.1.0/mcp.schema.json\","
                        + " \"mcpServers\": {}}",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json\","
                        + " \"mcpServers\": {}}",
            })
    void section7_2_2_aWrongFileDisablesItsServersAndKeepsTheSkills(String text)
            throws IOException {
        plugin.write("mcp.json", text);
        plugin.goodSkill("deploy");

        assertThat(plugin.skillNames()).containsExactly("deploy");
        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .startsWith("acme/mcp.json:1: ")
                .endsWith(LEFT_OUT);
    }

    @Test
    void section7_2_2_skipsAWrongServerAndKeepsTheOthers() throws IOException {
        plugin.servers(
                """
                "a": {"type": "stdio", "command": "npx"},
                "b": {"command": "npx"},
                "c": 5,
                "d": {"type": "http", "url": "https://example.com"},
                "e": {"type": "stdio", "command": "npx", "url": "https://example.com"},
                "f": {"type": "sse", "command": "npx"},
                "g": {"type": "stdio", "command": "npx", "disabled": true},
                "h": {"type": "stdio", "command": "npx", "args": ["a", 1]},
                "i": {"type": "stdio", "command": "npx", "env": {"A": 1}},
                "": {"type": "stdio", "command": "npx"}
                """);

        assertThat(plugin.serverNames()).containsExactly("a");
        assertThat(plugin.warnings())
                .extracting(text ->
                        text.replace("acme/mcp.json:", "").replace("; the server is left out", ""))
                .containsExactly(
                        "5: server 'b': 'type' must be 'stdio', 'streamable-http' or 'sse'",
                        "6: server 'c': 'type' must be 'stdio', 'streamable-http' or 'sse'",
                        "7: server 'd': 'type' must be 'stdio', 'streamable-http' or 'sse'",
                        "8: server 'e': unknown field 'url' (found string of length 19)",
                        "9: server 'f': 'url' is missing (found object of size 2)",
                        "9: server 'f': unknown field 'command' (found string of length 3)",
                        "10: server 'g': unknown field 'disabled' (found boolean)",
                        "11: server 'h': args/1: must be string, not integer (found number)",
                        "12: server 'i': env/A: must be string, not integer (found number)",
                        "13: server '': a server's name has 1 to 200 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npx -y server",
                "/usr/bin/node",
                "bin/server",
                "../server",
                "..",
                ".",
                "a\\\\b",
                "C:node",
                "${PLUGIN_ROOT}/bin/server",
                "~/server",
                " npx"
            })
    void section7_2_1_aCommandIsOneBareOrPluginRelativeWord(String command) throws IOException {
        plugin.stdio("\"command\": \"" + command + "\"");

        noServerBut(
                "'command' must be one word: the name of a program, or the path of one in the"
                        + " plugin that begins with ./ (arguments belong in 'args')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./../server", "./bin/../../server", "./.."})
    void section4_1_aCommandThatLeadsOutOfTheFolderSkipsItsServer(String command)
            throws IOException {
        plugin.stdio("\"command\": \"" + command + "\"");

        noServerBut("'command' leads out of the plugin's folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aCommandThatIsALinkOutOfTheFolderSkipsItsServer() throws IOException {
        plugin.linkOut("bin/server", Files.writeString(temp.resolve("server"), ""));
        plugin.stdio("\"command\": \"./bin/server\"");

        noServerBut("'command' leads out of the plugin's folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aCommandBelowALinkOutOfTheFolderSkipsItsServer() throws IOException {
        plugin.linkOut("bin", temp);
        plugin.stdio("\"command\": \"./bin/not-there-yet\"");

        noServerBut("'command' leads out of the plugin's folder");
    }

    @Test
    void aCommandInThePluginThatIsNotBuiltYetIsReportedAndKept() throws IOException {
        plugin.stdio("\"command\": \"./dist/a server\"");

        assertThat(plugin.serverNames()).containsExactly("s");
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/mcp.json:4: server 's': 'command' names no file in the plugin yet;"
                                + " build it first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "/tmp",
                "../x",
                ".",
                "${PLUGIN_ROOT}x",
                "${PLUGIN_DATAX}/x",
                "${HOME}",
                "x/${PLUGIN_ROOT}",
                "~"
            })
    void section7_2_1_aWorkingDirectoryHasOneOfThreeForms(String cwd) throws IOException {
        plugin.stdio("\"command\": \"npx\", \"cwd\": \"" + cwd + "\"");

        noServerBut("'cwd' must begin with ./, ${PLUGIN_ROOT} or ${PLUGIN_DATA}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./..", "./a/../../b", "${PLUGIN_ROOT}/..", "${PLUGIN_DATA}/../other"})
    void section4_1_aWorkingDirectoryThatLeadsOutSkipsItsServer(String cwd) throws IOException {
        plugin.stdio("\"command\": \"npx\", \"cwd\": \"" + cwd + "\"");

        noServerBut("'cwd' leads out of the folder that it begins with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./",
                "./a/../b",
                "${PLUGIN_ROOT}",
                "${PLUGIN_ROOT}/a",
                "${PLUGIN_DATA}",
                "${PLUGIN_DATA}/a b"
            })
    void section7_2_1_takesAWorkingDirectory(String cwd) throws IOException {
        plugin.stdio("\"command\": \"npx\", \"cwd\": \"" + cwd + "\"");

        assertThat(plugin.serverNames()).containsExactly("s");
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void section4_1_argumentsAndVariablesAreNoPathsAndAreNotChecked() throws IOException {
        plugin.stdio(
                "\"command\": \"npx\", \"args\": [\"../..\", \"/etc\"],"
                        + " \"env\": {\"A\": \"../..\"}");

        assertThat(plugin.serverNames()).containsExactly("s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLUGIN_ROOT", "PLUGIN_DATA", "", "A=B"})
    void section9_2_aReservedOrImpossibleVariableSkipsItsServer(String name) throws IOException {
        plugin.stdio("\"command\": \"npx\", \"env\": {\"" + name + "\": \"x\"}");

        noServerBut("'env': '" + name + "' cannot be set: it is reserved or names no variable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/mcp", "https://example.com:8443/", "HTTPS://example.com/?a=b",
                "http://localhost:3000/mcp", "http://127.0.0.1/", "http://127.8.9.1:1/",
                "http://[::1]:3000/mcp"
            })
    void section7_2_1_takesAUrl(String url) throws IOException {
        plugin.remote("\"url\": \"" + url + "\"");

        assertThat(plugin.warnings()).isEmpty();
        assertThat(plugin.serverNames()).containsExactly("s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/mcp",
                "/mcp",
                "ftp://example.com/",
                "https:///mcp",
                "https:example",
                "http://example.com/mcp",
                "http://localhost.example.com/",
                "http://10.0.0.1/",
                "http://[::2]/",
                "http://0.0.0.0/",
                "https://user@example.com/",
                "https://user:pa55@example.com/",
                "https://example.com/#part",
                "https://example.com/#",
                "https://${HOST}/mcp",
                "https://exa mple.com/"
            })
    void section7_2_1_refusesAUrl(String url) throws IOException {
        plugin.remote("\"url\": \"" + url + "\"");

        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .startsWith("acme/mcp.json:4: server 's': 'url' ")
                .doesNotContain("pa55");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"X-A\": \"1\", \"x-a\": \"2\"}",
                "{\"X A\": \"1\"}",
                "{\"\": \"1\"}",
                "{\"X-A\": \"a\\r\\nHost: b\"}",
                "{\"X-A\": \" a\"}",
                "{\"X-A\": \"\u20AC\"}",
            })
    void section7_2_1_refusesHeaders(String headers) throws IOException {
        plugin.remote("\"url\": \"https://example.com\", \"headers\": " + headers);

        assertThat(plugin.serverNames()).isEmpty();
        assertThat(plugin.warnings()).hasSize(1);
    }

    @Test
    void readsNoMoreThanAHundredServers() throws IOException {
        StringBuilder servers =
                new StringBuilder("\"s0\": {\"type\": \"stdio\", \"command\": \"a\"}");
        for (int i = 1; i < 120; i++) {
            servers.append(",\"s")
                    .append(i)
                    .append("\": {\"type\": \"stdio\", \"command\": \"a\"}");
        }
        plugin.servers(servers.toString());

        assertThat(plugin.serverNames()).hasSize(100);
        assertThat(plugin.warnings())
                .containsExactly("acme/mcp.json: has more than 100 servers; the rest is left out");
    }
}
