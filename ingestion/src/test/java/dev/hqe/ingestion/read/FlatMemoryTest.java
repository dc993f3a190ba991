package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// 300 MB of records, none of which is held: what lives after a collection in the middle of it is
/// what lived before, give or take a few buffers.
class FlatMemoryTest {

    private static final long BYTES = 300L << 20;
    private static final long ROOM = 48L << 20;

    private static Stream<Arguments> formats() {
        String text = "some text that fills the record up a little ".repeat(50);
        return Stream.of(
                Arguments.of("x.csv", "", "a,b\n", "1,\"" + text + "\"\n", "", 1),
                Arguments.of("x.jsonl", "", "", "{\"a\":1,\"b\":\"" + text + "\"}\n", "", 1),
                Arguments.of("x.json", "", "[0", ",{\"a\":1,\"b\":\"" + text + "\"}\n", "]", 1),
                Arguments.of(
                        "x.xml", "/a/b", "<a>", "<b c=\"1\"><d>" + text + "</d></b>\n", "</a>", 1),
                // one line, one element, one text: refused, and not held either
                Arguments.of("line.csv", "", "a,b\n1,", text, "\n", 1 << 20),
                Arguments.of("line.jsonl", "", "{\"a\":\"", text, "\"}\n", 1 << 20),
                Arguments.of("long.json", "", "[[0", ",\"" + text + "\"", "]]", 1 << 20),
                Arguments.of("long.xml", "/a", "<a>", "<d>" + text + "</d>", "</a>", 1 << 20));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsMuchAndHoldsLittle(
            String name, String records, String head, String record, String tail, int most) {
        Repeated in = new Repeated(head, record, tail);
        ReadSettings settings = ReadSettings.DEFAULT.withRecords(records);
        long before = live();
        long during = 0;
        long count = 0;

        try (RecordReader reader = RecordReaders.open(in, name, "", settings)) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                count++;
                if (during == 0 && reader.bytesRead() > BYTES / 2) {
                    during = live();
                }
            }
            assertThat(reader.bytesRead()).isGreaterThanOrEqualTo(BYTES);
        }

        assertThat(during - before).isLessThan(ROOM);
        assertThat(count).isEqualTo(most > 1 ? 1 : in.repeated + (head.equals("[0") ? 1 : 0));
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// A head, then one record again and again, then a tail.
    private static final class Repeated extends InputStream {

        private final byte[] record;
        private final byte[] tail;
        private byte[] now;
        private int at;
        private long given;
        private boolean last;
        long repeated;

        Repeated(String head, String record, String tail) {
            this.now = head.getBytes(StandardCharsets.UTF_8);
            this.record = record.getBytes(StandardCharsets.UTF_8);
            this.tail = tail.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            int done = 0;
            while (done < length) {
                if (at == now.length) {
                    if (last) {
                        break;
                    }
                    last = given >= BYTES;
                    now = last ? tail : record;
                    repeated += last ? 0 : 1;
                    at = 0;
                }
                int piece = Math.min(length - done, now.length - at);
                System.arraycopy(now, at, to, offset + done, piece);
                at += piece;
                done += piece;
                given += piece;
            }
            return done == 0 && length > 0 ? -1 : done;
        }
    }
}
