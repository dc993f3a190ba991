package dev.hqe.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said at the door, there and back.
class GreetingTest {

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void comesOutAsItWentInAndLeavesTheRestAlone() throws Exception {
        Greeting greeting =
                new Greeting(
                        "mcp",
                        new Build("2.0 ä", "a\tb"),
                        42,
                        List.of("", "a b\nc", "--x=%41+", "\u20ac"));
        byte[] said = greeting.toBytes();
        byte[] withMore = new byte[said.length + 1];
        System.arraycopy(said, 0, withMore, 0, said.length);
        withMore[said.length] = '{';
        ByteArrayInputStream in = new ByteArrayInputStream(withMore);

        assertThat(Greeting.read(in)).isEqualTo(greeting);
        assertThat(in.read()).isEqualTo('{');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\n\n",
                "HQE 2 mcp\n\n",
                "HQE 1 mcp\n",
                "HQE 1 mcp\nversion 1\n\n",
                "HQE 1 mcp\nversion 1\nstamp 1\npid x\n\n",
                "HQE 1 mcp\nversion %zz\nstamp 1\n\n"
            })
    void isRefusedWhenItIsNone(String text) {
        assertThatThrownBy(() -> Greeting.read(bytes(text))).isInstanceOf(IOException.class);
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> Greeting.read(bytes("HQE 1 " + "x".repeat(300_000))))
                .hasMessageContaining("too long");
        assertThatThrownBy(() ->
                        Greeting.read(
                                bytes("HQE 1 mcp\nversion 1\nstamp 1\n" + "arg x\n".repeat(2000))))
                .hasMessageContaining("at most 1000");
    }

    @Test
    void isAnsweredInOneLine() throws Exception {
        for (Welcome welcome :
                List.of(
                        new Welcome.In(7),
                        new Welcome.Closing(),
                        new Welcome.Refused("no, because\nof ä"))) {
            assertThat(Welcome.read(new ByteArrayInputStream(welcome.toBytes())))
                    .isEqualTo(welcome);
        }
        assertThatThrownBy(() -> Welcome.read(bytes("HTTP/1.1 400 Bad Request\n")))
                .isInstanceOf(IOException.class);
    }
}
