package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The examples of the WHATWG HTML standard, 9.2.6, and its corner cases.
class EventStreamTest {

    private static List<String> events(String text) throws IOException {
        return read(new EventStream(stream(text), 1_000));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(EventStream events) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<EventStream.Event> event = events.next();
                event.isPresent();
                event = events.next()) {
            all.add(
                    event.get().type()
                            + "="
                            + new String(event.get().data(), StandardCharsets.UTF_8));
        }
        return all;
    }

    @Test
    void linesOfDataAreJoined() throws IOException {
        assertThat(events("data: YHOO\ndata: +2\ndata: 10\n\n"))
                .containsExactly("message=YHOO\n+2\n10");
    }

    @Test
    void commentsAreSkippedAndOneSpaceIsTakenOff() throws IOException {
        assertThat(events(": test stream\n\ndata: first\n\ndata:second\n\ndata:  third\n\n"))
                .containsExactly("message=first", "message=second", "message= third");
    }

    @Test
    void emptyDataIsAnEventAndACutOffOneIsNone() throws IOException {
        assertThat(events("data\n\ndata\ndata\n\ndata:")).containsExactly("message=", "message=\n");
    }

    @Test
    void everyLineEndCounts() throws IOException {
        assertThat(events("event: a\rdata: 1\r\rdata: 2\r\n\r\ndata: 3\n\n"))
                .containsExactly("a=1", "message=2", "message=3");
    }

    @Test
    void aMarkAtTheStartIsNoText() throws IOException {
        assertThat(events("\uFEFFdata: 1\n\n")).containsExactly("message=1");
    }

    @Test
    void theLastIdStaysAndTheRetryTimeIsDigits() throws IOException {
        EventStream events =
                new EventStream(
                        stream("id: 1\nretry: 250\ndata: a\n\nretry: soon\ndata: b\n\nid: 2\n\n"),
                        1_000);

        assertThat(read(events)).containsExactly("message=a", "message=b");
        assertThat(events.lastId()).isEqualTo("2");
        assertThat(events.retryMillis()).isEqualTo(250);
    }

    @Test
    void anIdWithoutAnEndDoesNotCount() throws IOException {
        EventStream events = new EventStream(stream("id: 1\ndata: a\n\nid: 2\ndata: b"), 1_000);

        read(events);

        assertThat(events.lastId()).isEqualTo("1");
    }

    @Test
    void bytesThatComeOneByOneMakeTheSameEvents() throws IOException {
        byte[] text = "\uFEFFid: é\r\ndata: ü\r\n\r\ndata: 2\n\n".getBytes(StandardCharsets.UTF_8);
        InputStream slow =
                new ByteArrayInputStream(text) {
                    @Override
                    public int read(byte[] into, int offset, int length) {
                        return super.read(into, offset, Math.min(1, length));
                    }
                };

        assertThat(read(new EventStream(slow, 1_000))).containsExactly("message=ü", "message=2");
    }

    @Test
    void anEventThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> events("data: " + "x".repeat(10_000) + "\n\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1000 bytes");
        assertThatThrownBy(() -> events("data: 0123456789\n".repeat(1_000)))
                .isInstanceOf(IOException.class);
    }
}
