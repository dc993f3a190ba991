package dev.hqe.conformance;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.client.ClientHandler;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.ClientOffers;
import dev.hqe.mcp.client.Elicitation;
import dev.hqe.mcp.client.HttpTransport;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the official conformance suite starts as the client under test: the server's address is the
/// last argument, `MCP_CONFORMANCE_SCENARIO` names what to do, `MCP_CONFORMANCE_CONTEXT` may say
/// more about it. Exits with 1 when the client throws.
public final class SuiteClient {

    /// The suite starts all its clients at once, so a slow answer says nothing of the server.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The suite's server asks on the stream that a client opens beside its requests, whose opening
    /// no request waits for, and drops the question where there is none yet.
    private static final Duration STREAM_OPENS = Duration.ofSeconds(3);

    private final McpClient client;
    private final JsonNode context;

    private SuiteClient(McpClient client, JsonNode context) {
        this.client = client;
        this.context = context;
    }

    public static void main(String[] args) throws InterruptedException {
        String scenario = System.getenv().getOrDefault("MCP_CONFORMANCE_SCENARIO", "");
        JsonNode context =
                Json.MAPPER.readTree(System.getenv().getOrDefault("MCP_CONFORMANCE_CONTEXT", "{}"));
        URI server = URI.create(args[args.length - 1]);
        HttpTransport transport =
                new HttpTransport(
                        server,
                        Map.of(),
                        SuiteAuthorization.of(server, scenario, context),
                        PATIENCE);
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        try (McpClient client =
                McpClient.connect(
                        transport,
                        new ClientIdentity("hqe-conformance-client", "", "2.0.0"),
                        new Agreeable(meanwhile),
                        ClientLimits.DEFAULT.withProbe(PATIENCE))) {
            new SuiteClient(client, context).run(scenario, meanwhile);
        } catch (RuntimeException e) {
            System.err.println(e);
            System.exit(1);
        }
    }

    private void run(String scenario, AtomicReference<Runnable> meanwhile)
            throws InterruptedException {
        switch (scenario) {
            case "tools_call" -> {
                client.listTools();
                call("add_numbers", "{\"a\":5,\"b\":3}");
            }
            case "elicitation-sep1034-client-defaults" -> {
                client.listTools();
                Thread.sleep(STREAM_OPENS);
                call("test_client_elicitation_defaults", "{}");
            }
            case "sep-2322-client-request-state" -> {
                client.listTools();
                meanwhile.set(() -> callUnchecked("test_mrtr_unrelated"));
                call("test_mrtr_echo_state", "{}");
                meanwhile.set(() -> {});
                call("test_mrtr_no_state", "{}");
                call("test_mrtr_no_result_type", "{}");
            }
            case "http-custom-headers" -> {
                client.listTools();
                for (JsonNode each : context.path("toolCalls")) {
                    call(each.path("name").asString(), each.path("arguments").toString());
                }
            }
            case "json-schema-2020-12-preservation" -> echoSchema();
            case "json-schema-ref-no-deref" -> client.listTools();
            case "sse-retry" -> callAll();
            default -> {
                callAll();
                readAll();
            }
        }
    }

    private void call(String tool, String arguments) throws InterruptedException {
        client.callTool(
                tool, RawJson.of(arguments), RequestOptions.DEFAULT.within(PATIENCE, PATIENCE));
    }

    private void callUnchecked(String tool) {
        try {
            call(tool, "{}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void echoSchema() throws InterruptedException {
        for (ObjectNode tool : client.listTools().items()) {
            if (!tool.path("name").asString().equals("json_schema_echo")) {
                ObjectNode arguments = Json.object();
                arguments.set("schema", tool.path("inputSchema"));
                call("json_schema_echo", arguments.toString());
            }
        }
    }

    private void callAll() throws InterruptedException {
        for (ObjectNode tool : client.listTools().items()) {
            ObjectNode arguments = Json.object();
            for (JsonNode name : tool.path("inputSchema").path("required")) {
                arguments.put(name.asString(), "x");
            }
            call(tool.path("name").asString(), arguments.toString());
        }
    }

    private void readAll() throws InterruptedException {
        if (client.server().offers("resources")) {
            for (ObjectNode resource : client.listResources().items()) {
                client.readResource(resource.path("uri").asString(), RequestOptions.DEFAULT);
            }
        }
        if (client.server().offers("prompts")) {
            for (ObjectNode prompt : client.listPrompts().items()) {
                client.getPrompt(
                        prompt.path("name").asString(), Json.object(), RequestOptions.DEFAULT);
            }
        }
    }

    /// Says yes to everything.
    private record Agreeable(AtomicReference<Runnable> meanwhile) implements ClientHandler {

        @Override
        public ClientOffers offers() {
            return new ClientOffers(true, true, true, false, true, true, Json.object());
        }

        @Override
        public Elicitation.Answer elicit(Elicitation question) {
            meanwhile.get().run();
            ObjectNode content = Json.object();
            if (question instanceof Elicitation.Form form
                    && form.schema().path("properties").has("confirmed")) {
                content.put("confirmed", true);
            }
            return new Elicitation.Answer.Accept(content);
        }

        @Override
        public ObjectNode sample(ObjectNode params) {
            ObjectNode result = Json.object().put("role", "assistant").put("model", "none");
            result.putObject("content").put("type", "text").put("text", "A sampled answer.");
            return result;
        }

        @Override
        public List<Root> roots() {
            return List.of(new Root(URI.create("file:///project"), "project"));
        }
    }
}
