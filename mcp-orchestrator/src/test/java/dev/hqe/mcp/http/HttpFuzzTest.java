package dev.hqe.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.Mutations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// [Mutations] over HTTP, with headers of both eras and wrong ones: every response has a status
/// that fits and a body of JSON-RPC or none, none tells of our inside, and the server lives on.
class HttpFuzzTest {

    private static final int CLIENTS = 8;
    private static final Set<Integer> STATUSES =
            Set.of(200, 202, 400, 403, 404, 405, 406, 409, 413, 415, 429, 503);
    private static final Set<Integer> CODES =
            Set.of(
                    -32700, -32600, -32601, -32602, -32603, -32000, -32001, -32002, -32020, -32021,
                    -32022);
    private static final List<String> VERSIONS =
            List.of("2026-07-28", "2025-11-25", "2025-03-26", "1999-01-01", "\t");
    private static final List<String> METHODS =
            List.of("tools/call", "tools/list", "resources/read", "TOOLS/CALL", "=?base64?%%%?=");

    @Test
    void everyMutationGetsAStatusThatFits() throws Exception {
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        try (Served served = new Served();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Mutations mutations = new Mutations(i, 256 * 1024);
                Callable<Void> run =
                        () -> {
                            for (int n = 0; n < Mutations.MESSAGES / CLIENTS; n++) {
                                statuses.add(send(served, mutations));
                            }
                            return null;
                        };
                runs.add(clients.submit(run));
            }
            for (Future<Void> run : runs) {
                run.get();
            }

            HttpResponse<String> after =
                    served.client.send(
                            base(served)
                                    .header("MCP-Protocol-Version", "2026-07-28")
                                    .header("Mcp-Method", "server/discover")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{"
                                                            + Served.META
                                                            + "}}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(after.statusCode()).isEqualTo(200);
        }
        assertThat(statuses).contains(200, 400);
    }

    private static HttpRequest.Builder base(Served served) {
        return HttpRequest.newBuilder(URI.create(served.http.endpoint()))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static int send(Served served, Mutations mutations) throws Exception {
        HttpRequest.Builder request = base(served);
        if (mutations.number(2) == 0) {
            request.header(
                    "MCP-Protocol-Version",
                    VERSIONS.get(mutations.number(VERSIONS.size())).strip());
        }
        if (mutations.number(2) == 0) {
            request.header("Mcp-Method", METHODS.get(mutations.number(METHODS.size())));
        }
        if (mutations.number(3) == 0) {
            request.header("Mcp-Name", "test.echo");
        }
        if (mutations.number(5) == 0) {
            request.header("Mcp-Session-Id", "no such session");
        }
        request.POST(BodyPublishers.ofByteArray(mutations.next()));
        HttpResponse<String> response;
        try {
            response = served.client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            // A body that is too long is not read to its end: the response may be lost with the
            // connection, which is a clean close.
            return 413;
        }
        assertThat(response.statusCode()).isIn(STATUSES);
        String body = response.body();
        assertThat(body).doesNotContain("Exception", "dev.hqe", "\tat ");
        for (String line : body.lines().toList()) {
            String json = line.startsWith("data:") ? line.substring(5).strip() : line;
            if (json.startsWith("{") || json.startsWith("[")) {
                check(JsonMapper.shared().readTree(json));
            }
        }
        return response.statusCode();
    }

    private static void check(JsonNode message) {
        if (message.isArray()) {
            message.forEach(HttpFuzzTest::check);
            return;
        }
        assertThat(message.get("jsonrpc").asString()).isEqualTo("2.0");
        if (message.has("error")) {
            assertThat(message.at("/error/code").asInt()).as("%s", message).isIn(CODES);
        }
    }
}
