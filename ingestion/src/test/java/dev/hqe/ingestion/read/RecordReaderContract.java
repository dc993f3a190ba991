package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every reader does, whatever its format.
abstract class RecordReaderContract {

    @TempDir Path folder;

    /// A file of this format with three records, or with one if a file is one record.
    abstract byte[] good() throws IOException;

    /// What it is called.
    abstract String name();

    abstract ReadSettings settings();

    final int records() {
        return Format.ofName(name()).orElse(Format.TEXT).isDocument() ? 1 : 3;
    }

    private RecordReader open(InputStream in) {
        return RecordReaders.open(in, name(), "", settings().withScratch(folder));
    }

    @Test
    void numbersTheRecordsFromOneAndSaysWhereTheyAre() throws IOException {
        Reading read = Reading.of(good(), name(), settings());

        assertThat(read.failure()).isEmpty();
        assertThat(read.items()).hasSize(records());
        for (int i = 0; i < read.items().size(); i++) {
            SourceRecord record = (SourceRecord) read.items().get(i);
            assertThat(record.number()).isEqualTo(i + 1);
            assertThat(record.place()).isNotBlank();
        }
    }

    @Test
    void afterTheEndThereIsNothingMore() throws IOException {
        try (RecordReader reader = open(new ByteArrayInputStream(good()))) {
            while (reader.next().isPresent()) {
                // to the end
            }

            assertThat(reader.next()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void countsTheBytesThatWereRead() throws IOException {
        Path file = Files.write(folder.resolve(name()), good());

        try (RecordReader reader = RecordReaders.open(file, name(), settings())) {
            long before = 0;
            while (reader.next().isPresent()) {
                assertThat(reader.bytesRead()).isGreaterThanOrEqualTo(before);
                before = reader.bytesRead();
            }

            assertThat(reader.bytesRead()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void readsAStreamThatComesInSmallPieces() throws IOException {
        InputStream drops =
                new ByteArrayInputStream(good()) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(length, 3));
                    }
                };

        List<ReadItem> items = new ArrayList<>();
        try (RecordReader reader = open(drops)) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                items.add(item.get());
            }
        }

        assertThat(items).isEqualTo(Reading.of(good(), name(), settings()).items());
    }

    @Test
    void closesItsStreamOnceAndLeavesNothingBehind() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        InputStream in =
                new ByteArrayInputStream(good()) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };

        try (RecordReader reader = open(in)) {
            reader.next();
        }

        assertThat(closed.get()).isPositive();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatHasFailedOnceStaysFailed() throws IOException {
        byte[] whole = good();
        InputStream failing =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        if (at >= whole.length / 2) {
                            throw new IOException("connection reset");
                        }
                        return whole[at++] & 0xFF;
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        to[offset] = (byte) read(); // so that what was read before is not lost
                        return 1;
                    }
                };

        assertThatThrownBy(
                        () -> {
                            try (RecordReader reader = open(failing)) {
                                while (reader.next().isPresent()) {
                                    // to the failure
                                }
                            }
                        })
                .isInstanceOf(ReadException.class)
                .hasMessage(name() + " cannot be read: connection reset");
    }
}
