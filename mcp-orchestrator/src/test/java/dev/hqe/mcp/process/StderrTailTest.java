package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StderrTailTest {

    private static final StderrLimits SMALL = new StderrLimits(3, 16, 40);

    @Test
    void keepsTheLastLines() throws Exception {
        List<String> kept = tail(SMALL, Set.of(), "1\n2\r\n3\n4\n5");

        assertThat(kept).containsExactly("3", "4", "5");
    }

    @Test
    void keepsNoMoreBytesThanItMay() throws Exception {
        List<String> kept = tail(SMALL, Set.of(), "aaaaaaaaaaaaaaaa\n".repeat(3));

        assertThat(kept).hasSize(2);
    }

    @Test
    void cutsLongLinesBetweenCharacters() throws Exception {
        List<String> kept = tail(SMALL, Set.of(), "a" + "\u00e9".repeat(1_000_000) + "\nb\n");

        assertThat(kept).containsExactly("a" + "\u00e9".repeat(7) + " [cut]", "b");
    }

    @Test
    void replacesWhatIsNoTextAndDropsTerminalCodes() throws Exception {
        List<String> kept = tail(SMALL, Set.of(), "\u001b[31mred\u001b[0m\u0007\ta");
        List<String> broken = lines(SMALL, Set.of(), new byte[] {'x', (byte) 0xff, '\n'});

        assertThat(kept).containsExactly("red\ufffd\ta");
        assertThat(broken).containsExactly("x\ufffd");
    }

    @Test
    void hidesASecretThatTheCutWouldGoThrough() throws Exception {
        List<String> kept =
                tail(SMALL, Set.of("topsecret", "abc"), "0123456789 topsecret topsecret abc\n");

        assertThat(kept).containsExactly("0123456789 [secr [cut]");
    }

    private static List<String> tail(StderrLimits limits, Set<String> secrets, String text)
            throws IOException {
        return lines(limits, secrets, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(StderrLimits limits, Set<String> secrets, byte[] bytes)
            throws IOException {
        StderrTail tail = new StderrTail(limits, secrets, ServerCommand.NOBODY);
        tail.drain(new ByteArrayInputStream(bytes));
        return tail.lines();
    }
}
