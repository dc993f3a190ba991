package dev.hqe.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen at the head of messages that go by.
class MessageScannerTest {

    private final List<MessageScanner.Head> heads = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final MessageScanner scanner =
            new MessageScanner(
                    new MessageScanner.Listener() {
                        @Override
                        public void message(MessageScanner.Head head) {
                            heads.add(head);
                        }

                        @Override
                        public void line(byte @Nullable [] line) {
                            lines.add(line == null ? -1 : line.length);
                        }
                    });

    private void scan(String text, int piece) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; ) {
            at += scanner.scan(bytes, at, Math.min(piece, bytes.length - at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void tellsRequestsNotificationsAndResponsesWhateverThePieces(int piece) {
        scan(
                """
                {"jsonrpc":"2.0","id":1,"method":"tools/list"}
                { "method" : "notifications/cancelled" , "params" : { "requestId" : "a b" } }
                {"id":"x\\"}{","result":{"id":2,"method":"no"},"jsonrpc":"2.0"}
                {"jsonrpc":"2.0","id":null,"error":{"code":-32700}}
                """,
                piece);

        assertThat(heads)
                .containsExactly(
                        new MessageScanner.Head("\"tools/list\"", "1", null),
                        new MessageScanner.Head(
                                "\"notifications/cancelled\"", null, "{\"requestId\":\"a b\"}"),
                        new MessageScanner.Head(null, "\"x\\\"}{\"", null),
                        new MessageScanner.Head(null, null, null));
        assertThat(lines).hasSize(4);
    }

    @Test
    void looksIntoBatches() {
        scan("[{\"id\":1,\"method\":\"a\"},{\"id\":2,\"method\":\"b\",\"params\":[1]}]\n", 3);

        assertThat(heads).extracting(MessageScanner.Head::id).containsExactly("1", "2");
        assertThat(heads).allMatch(MessageScanner.Head::isRequest);
    }

    @Test
    void keepsLittleOfALongMessage() {
        scan(
                "{\"method\":\"tools/call\",\"params\":{\"text\":\""
                        + "\\\\\\\"".repeat(100_000)
                        + "\"},\"id\":7}\n",
                1000);

        assertThat(heads).containsExactly(new MessageScanner.Head("\"tools/call\"", "7", null));
        assertThat(lines).containsExactly(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "}}}]]]",
                "{\"id\":1",
                "\"",
                "{{{{",
                "[[[[{\"id\":3}",
                ":,:"
            })
    void survivesWhatIsNoMessage(String line) {
        scan(line + "\n" + "{\"id\":9,\"method\":\"m\"}\n", 1);

        assertThat(heads.getLast()).isEqualTo(new MessageScanner.Head("\"m\"", "9", null));
        assertThat(lines).hasSize(2);
        assertThat(scanner.isBetweenLines()).isTrue();
    }
}
