package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.client.ClientHandler;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.RequestOptions;
import dev.hqe.mcp.client.StdioTransport;
import dev.hqe.mcp.client.Transport;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the workbench adds to a call of a hosted server: one and the same server process, asked
/// directly and over the road, in turns. It prints what it measured; the bound is wide, because
/// other things run on the machine.
class GatewayCostTest {

    private static final int ROUNDS = Integer.getInteger("hqe.gateway.rounds", 300);
    private static final ClientIdentity IDENTITY = new ClientIdentity("test-client", "", "1");

    @TempDir private Path folder = Path.of("");

    private static Transport start() {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "dev.hqe.mcp.TestServerMain")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new StdioTransport(
                    process.getInputStream(), process.getOutputStream(), process::destroy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Starting implements Connector {
        @Override
        public Transport open(HostedServerConfig server) {
            return start();
        }

        @Override
        public List<String> stderr(ServerName server) {
            return List.of();
        }

        @Override
        public String ending(ServerName server) {
            return "";
        }

        @Override
        public void reset(ServerName server) {
            // Each connection has a process of its own.
        }

        @Override
        public void forget(ServerName server) {
            // As above.
        }
    }

    private static long p50(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000;
    }

    @Test
    void aHostedCallCostsLittleMoreThanADirectOne() throws Exception {
        RawJson arguments = RawJson.of("{\"message\":\"hello\"}");
        ToolName hosted = new ToolName("echo.test.echo");
        long[] direct = new long[ROUNDS];
        long[] through = new long[ROUNDS];
        try (McpClient client =
                        McpClient.connect(
                                start(), IDENTITY, ClientHandler.NONE, ClientLimits.DEFAULT);
                HostBench bench = new HostBench(folder, new Starting()).with("echo")) {
            for (int round = -ROUNDS; round < ROUNDS; round++) {
                long began = System.nanoTime();
                client.callTool("test.echo", arguments, RequestOptions.DEFAULT);
                long between = System.nanoTime();
                ToolAnswer answer =
                        bench.road.call(
                                ToolCall.of(
                                        HostBench.ANN,
                                        hosted,
                                        Json.object().put("message", "hello")));
                long ended = System.nanoTime();
                assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
                if (round >= 0) {
                    direct[round] = between - began;
                    through[round] = ended - between;
                }
            }
        }

        System.getLogger(GatewayCostTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "p50 of {0} calls: {1} us directly, {2} us over the road",
                        ROUNDS,
                        p50(direct),
                        p50(through));
        assertThat(p50(through)).isLessThan(5 * p50(direct) + 5_000);
    }
}
