package dev.hqe.app.door;

import dev.hqe.app.KeyAuthenticator;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.mcp.http.McpHttpServer;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// MCP over HTTP on a running workbench, which it keeps as long as it is open.
///
/// @param server that runs
/// @param hasKeys whether somebody can get in: there is a key, or none is needed
/// @param needsKeys whether a key is needed
/// @param release takes back what keeps the workbench
public record Listening(McpHttpServer server, boolean hasKeys, boolean needsKeys, Runnable release)
        implements AutoCloseable {

    /// What to listen at, and to whom.
    ///
    /// @param needsKeys whether a key of the workbench is needed
    /// @param display how the tools are shown to those who come this way
    public record Wanted(HttpSettings settings, boolean needsKeys, ToolDisplay display) {

        /// As it is said at the door.
        public List<String> toArguments() {
            ObjectNode json =
                    Json.object()
                            .put("host", settings.host())
                            .put("port", settings.port())
                            .put("needsKeys", needsKeys);
            json.putPOJO("display", display);
            settings.publicHosts().forEach(json.putArray("publicHosts")::add);
            settings.allowedOrigins().forEach(json.putArray("allowedOrigins")::add);
            return List.of(json.toString());
        }

        /// What [#toArguments] said.
        ///
        /// @throws RuntimeException if it did not
        static Wanted of(List<String> arguments) {
            var json = Json.MAPPER.readTree(arguments.getFirst());
            return new Wanted(
                    new HttpSettings(
                            json.required("host").asString(),
                            json.required("port").asInt(),
                            json.required("publicHosts")
                                    .valueStream()
                                    .map(name -> name.asString())
                                    .toList(),
                            json.required("allowedOrigins")
                                    .valueStream()
                                    .map(origin -> origin.asString())
                                    .toList(),
                            HttpLimits.DEFAULT),
                    json.required("needsKeys").asBoolean(),
                    Json.MAPPER.treeToValue(json.required("display"), ToolDisplay.class));
        }
    }

    /// Begins to listen.
    ///
    /// @param keep keeps the workbench for something with this name; gives what takes that back
    /// @throws dev.hqe.mcp.McpException if the address cannot be had
    /// @throws dev.hqe.kernel.secret.SecretException if keys are needed and cannot be read
    public static Listening start(
            Workbench workbench, Wanted wanted, Function<String, Runnable> keep) {
        boolean hasKeys = true;
        Access anybody = Access.local(wanted.display());
        Authenticator authenticator = token -> new Authenticator.Outcome.Known(anybody);
        if (wanted.needsKeys()) {
            ApiKeys keys = new ApiKeys(workbench.secrets(), InstantSource.system());
            hasKeys = !keys.list().isEmpty();
            authenticator =
                    new KeyAuthenticator(
                            keys, workbench.topics(), workbench.entities(), wanted.display());
        }
        McpHttpServer server =
                McpHttpServer.start(workbench.mcpServer(), wanted.settings(), authenticator);
        return new Listening(server, hasKeys, wanted.needsKeys(), keep.apply(server.address()));
    }

    /// Where it listens, as `hqe serve --json` says it, and whether there is a key.
    public ObjectNode toJson() {
        return Json.object()
                .put("address", server.address())
                .put("endpoint", server.endpoint())
                .put("port", server.port())
                .put("keys", needsKeys)
                .put("hasKeys", hasKeys);
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            release.run();
        }
    }
}
