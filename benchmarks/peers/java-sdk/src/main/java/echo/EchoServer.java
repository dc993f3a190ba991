package echo;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An echo server on the official Java SDK: `stdio` or `http` (Jetty's servlets, sessions). */
public final class EchoServer {

    private static final Tool ECHO =
            Tool.builder(
                            "echo",
                            Map.of(
                                    "type", "object",
                                    "properties", Map.of("message", Map.of("type", "string")),
                                    "required", List.of("message")))
                    .description("Answers what it is told.")
                    .build();

    public static void main(String[] args) throws Exception {
        McpJsonMapper json = McpJsonDefaults.getMapper();
        if (args[0].equals("http")) {
            serveHttp(json);
        } else {
            describe(McpServer.sync(new StdioServerTransportProvider(json)));
            Thread.currentThread().join();
        }
    }

    private static void serveHttp(McpJsonMapper json) throws Exception {
        var transport =
                HttpServletStreamableServerTransportProvider.builder()
                        .jsonMapper(json)
                        .mcpEndpoint("/mcp")
                        .build();
        describe(McpServer.sync(transport));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(transport);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        System.out.println("listening on http://127.0.0.1:" + connector.getLocalPort());
        server.join();
    }

    private static void describe(McpServer.SyncSpecification<?> server) {
        server.serverInfo("echo", "1.0.0")
                .toolCall(
                        ECHO,
                        (exchange, request) ->
                                CallToolResult.builder()
                                        .addTextContent(
                                                (String) request.arguments().get("message"))
                                        .build())
                .build();
    }
}
