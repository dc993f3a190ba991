package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a person reads when there is nobody at a server's address.
class UnreachableTest {

    private static void connect(String address) throws InterruptedException {
        McpClient.connect(
                        new HttpTransport(
                                URI.create(address),
                                Map.of(),
                                HttpAuthorization.NONE,
                                Duration.ofSeconds(10)),
                        OwnServerTest.IDENTITY,
                        ClientHandler.NONE,
                        ClientLimits.DEFAULT)
                .close();
    }

    @Test
    void aRefusedConnectionSaysThatNothingListens() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String origin = "http://127.0.0.1:" + port;

        assertThatThrownBy(() -> connect(origin + "/mcp?key=hidden"))
                .isInstanceOf(ClientException.Lost.class)
                .hasMessageContaining("nothing listens on " + origin + " (connection refused)")
                .hasMessageNotContaining("Exception")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aNameThatNobodyHasIsNamed() {
        assertThatThrownBy(() -> connect("http://nobody.invalid/mcp"))
                .hasMessageContaining("there is no host 'nobody.invalid'")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aFailureWithoutAMessageIsNamedByItsKind() {
        assertThat(Unreachable.why(URI.create("https://example.com/x"), new IOException()))
                .isEqualTo("the connection to https://example.com failed: IOException");
    }
}
