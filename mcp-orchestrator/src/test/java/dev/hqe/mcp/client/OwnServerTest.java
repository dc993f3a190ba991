package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.client.RequestOptions.ProgressReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The client against our own server in a process of its own, in both eras.
class OwnServerTest {

    static final ClientIdentity IDENTITY = new ClientIdentity("test-client", "", "1.0.0");

    private static McpClient modern;
    private static McpClient legacy;

    private static McpClient connect(ServerEra era) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.hqe.mcp.TestServerMain")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        StdioTransport transport =
                new StdioTransport(
                        process.getInputStream(), process.getOutputStream(), process::destroy);
        return McpClient.connect(
                transport, IDENTITY, ClientHandler.NONE, ClientLimits.DEFAULT, era);
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        modern = connect(ServerEra.MODERN);
        legacy = connect(ServerEra.LEGACY);
    }

    @AfterAll
    static void stop() {
        modern.close();
        legacy.close();
    }

    private static McpClient client(ServerEra era) {
        return era == ServerEra.MODERN ? modern : legacy;
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnTheNewestVersionOfItsEra(ServerEra era) {
        ServerProfile profile = client(era).server();

        assertThat(profile.era()).isEqualTo(era);
        assertThat(profile.version())
                .isEqualTo(era == ServerEra.MODERN ? "2026-07-28" : "2025-11-25");
        assertThat(profile.info().path("name").asString()).isEqualTo("test-server");
        assertThat(profile.instructions()).isEqualTo("Call test.echo.");
        assertThat(profile.offers("tools")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void listsToolsAndCallsOne(ServerEra era) throws InterruptedException {
        List<String> names =
                client(era).listTools().items().stream()
                        .map(tool -> tool.path("name").asString())
                        .toList();
        JsonNode result =
                client(era)
                        .callTool(
                                "test.echo",
                                RawJson.of("{\"message\":\"héllo\"}"),
                                RequestOptions.DEFAULT)
                        .tree();

        assertThat(names).contains("test.echo", "test.structured");
        assertThat(result.at("/content/0/text").asString()).isEqualTo("Echo: héllo");
    }

    @ParameterizedTest
    @EnumSource
    void hearsProgressInOrderBeforeTheResult(ServerEra era) throws InterruptedException {
        List<ProgressReport> reports = new ArrayList<>();

        client(era)
                .callTool(
                        "test.progress",
                        RawJson.of("{}"),
                        RequestOptions.DEFAULT.reporting(reports::add));

        assertThat(reports)
                .containsExactly(
                        new ProgressReport(1, 3, "step 1"),
                        new ProgressReport(2, 3, "step 2"),
                        new ProgressReport(3, 3, "step 3"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnErrorOfTheServerWithItsCode(ServerEra era) {
        assertThatThrownBy(() ->
                        client(era)
                                .request(
                                        "tools/call",
                                        Params.NONE
                                                .with("name", "no.such")
                                                .with("arguments", Json.object()),
                                        RequestOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        ServerFault.class, fault -> assertThat(fault.code()).isEqualTo(-32602));
    }

    @Test
    void anInterruptedCallIsCancelledAndTheConnectionGoesOn() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch calling = new CountDownLatch(1);
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                calling.countDown();
                                modern.callTool(
                                        "test.slow", RawJson.of("{}"), RequestOptions.DEFAULT);
                            } catch (InterruptedException | RuntimeException e) {
                                thrown.set(e);
                            }
                        });
        calling.await();

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        modern.ping(RequestOptions.DEFAULT.idle());
    }
}
