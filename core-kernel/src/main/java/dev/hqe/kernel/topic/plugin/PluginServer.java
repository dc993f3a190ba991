package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An MCP server of a plugin, as `mcp.json` has it and as yet unexpanded. Nothing has been started
/// or connected to. Immutable.
///
/// Source: [Agent Plugins 1.0.0](https://github.com/agentplugins/agent-plugins-spec), §7.2 and §9.
public sealed interface PluginServer {

    /// Its name in `mcp.json`: any text of 1 to 200 characters.
    String name();

    /// This server as an entry of the workbench's own `mcp.json`: `{command, args, env, cwd}` or
    /// `{type, url, headers}`, with `${PLUGIN_ROOT}` and `${PLUGIN_DATA}` put in where a plugin may
    /// use them, once, and every other text as it was. The paths in it are absolute.
    ///
    /// The workbench's `mcp.json` fills in `${secret:...}` and `${env:...}`; a plugin's text must
    /// stay as it is, and must not get at a secret. So whoever hosts this takes it literally.
    ///
    /// @param pluginRoot the plugin's folder
    /// @param pluginData a folder of this plugin's own that outlives its updates. The caller has
    ///   made it, or makes it before the server is started.
    /// @throws AgentPluginException if a path leads out of the two folders by now
    ObjectNode resolve(Path pluginRoot, Path pluginData);

    /// A program that is started and speaks on its standard input and output.
    ///
    /// @param command the name of a program, or a path from the plugin's folder that begins with
    ///   `./`
    /// @param cwd begins with `./`, `${PLUGIN_ROOT}` or `${PLUGIN_DATA}`
    record Stdio(
            String name, String command, List<String> args, Map<String, String> env, String cwd)
            implements PluginServer {

        public Stdio {
            args = List.copyOf(args);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        }

        @Override
        public ObjectNode resolve(Path pluginRoot, Path pluginData) {
            PluginPaths paths = PluginPaths.of(real(pluginRoot, name), real(pluginData, name));
            ObjectNode json = Json.object();
            json.put("command", paths.command(command).orElseThrow(() -> escaped("command")));
            args.forEach(arg -> json.withArray("args").add(paths.expand(arg)));
            ObjectNode variables = json.putObject("env");
            env.forEach((key, value) -> {
                if (!isReserved(key)) {
                    variables.put(key, paths.expand(value));
                }
            });
            variables.put(PluginPaths.ROOT, paths.root().toString());
            variables.put(PluginPaths.DATA, paths.data().toString());
            json.put("cwd", paths.cwd(cwd).orElseThrow(() -> escaped("cwd")).toString());
            return json;
        }

        /// On Windows the names of variables ignore case, and ours must win.
        private static boolean isReserved(String variable) {
            boolean ignoresCase =
                    System.getProperty("os.name", "")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("windows");
            String name = ignoresCase ? variable.toUpperCase(Locale.ROOT) : variable;
            return name.equals(PluginPaths.ROOT) || name.equals(PluginPaths.DATA);
        }

        private AgentPluginException escaped(String field) {
            return new AgentPluginException(
                    "server '" + name + "': its '" + field + "' leads out of the plugin's folders",
                    null);
        }

        /// Names the variables, not their values.
        @Override
        public String toString() {
            return "Stdio[" + name + ", " + command + ", env " + env.keySet() + "]";
        }
    }

    /// A server that is reached over HTTP.
    ///
    /// @param url `https`, or `http` on this machine; nothing in it is ever filled in
    /// @param headers sent to that origin and no other
    record Remote(String name, Transport transport, String url, Map<String, String> headers)
            implements PluginServer {

        public Remote {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        @Override
        public ObjectNode resolve(Path pluginRoot, Path pluginData) {
            ObjectNode json = Json.object();
            json.put("type", transport == Transport.SSE ? "sse" : "http").put("url", url);
            if (!headers.isEmpty()) {
                headers.forEach(json.putObject("headers")::put);
            }
            return json;
        }

        /// Names the headers, not their values.
        @Override
        public String toString() {
            return "Remote[" + name + ", " + transport + ", headers " + headers.keySet() + "]";
        }
    }

    /// The two ways of MCP over HTTP.
    enum Transport {
        /// One endpoint; `streamable-http` in `mcp.json`.
        STREAMABLE_HTTP,
        /// A stream and an endpoint, of 2024-11-05; `sse`.
        SSE
    }

    /// A folder with every link resolved; one that does not exist yet by its absolute name.
    private static Path real(Path folder, String server) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new AgentPluginException(
                    "server '" + server + "': " + folder + " cannot be read", e);
        }
    }
}
