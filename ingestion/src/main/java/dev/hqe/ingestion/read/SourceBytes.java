package dev.hqe.ingestion.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes of a source: counted, with its beginning to look at first, and with the word at the
/// end whether the file was still the same.
///
/// What fails here is thrown as [ReadException] and kept ([#failure]), because most parsers wrap
/// what comes out of their stream. For one thread, but for [#count].
final class SourceBytes extends InputStream {

    /// How much of the beginning [#head] shows.
    static final int HEAD_BYTES = 64 << 10;

    private final String name;
    private final InputStream in;
    private final Optional<OpenFile> file;

    private byte[] head = new byte[0];
    private int headAt;
    private boolean headRead;
    private final AtomicLong count = new AtomicLong();
    private long allowed = Long.MAX_VALUE;
    private String allowedFor = "";
    private boolean ended;
    private Optional<ReadException> failure = Optional.empty();

    private record OpenFile(Path path, BasicFileAttributes then) {

        Optional<String> change() throws IOException {
            BasicFileAttributes now;
            try {
                now = Files.readAttributes(path, BasicFileAttributes.class);
            } catch (NoSuchFileException e) {
                return Optional.of("it is not there any more");
            }
            if (!Objects.equals(now.fileKey(), then.fileKey())) {
                return Optional.of("another file has taken its place");
            }
            if (now.size() != then.size()) {
                return Optional.of("it had " + then.size() + " bytes and has " + now.size());
            }
            return now.lastModifiedTime().equals(then.lastModifiedTime())
                    ? Optional.empty()
                    : Optional.of("it was written to at " + now.lastModifiedTime());
        }
    }

    private SourceBytes(String name, InputStream in, Optional<OpenFile> file) {
        this.name = name;
        this.in = in;
        this.file = file;
    }

    /// Opens a file.
    ///
    /// @throws ReadException if there is none, it is no regular file, or it may not be read
    static SourceBytes of(Path file, String name) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) { // opening a pipe would wait for its other end
                throw new ReadException(
                        name + (attributes.isDirectory() ? " is a folder" : " is no regular file"));
            }
            return new SourceBytes(
                    name, Files.newInputStream(file), Optional.of(new OpenFile(file, attributes)));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /// @param in is closed with this
    static SourceBytes of(InputStream in, String name) {
        return new SourceBytes(name, in, Optional.empty());
    }

    String name() {
        return name;
    }

    /// Where it is on disk, if it is.
    Optional<Path> file() {
        return file.map(OpenFile::path);
    }

    /// Its size, if it is known.
    Optional<Long> size() {
        return file.map(open -> open.then().size());
    }

    /// The first bytes, which are still to be read.
    byte[] head() {
        if (!headRead) {
            headRead = true;
            try {
                head = in.readNBytes(HEAD_BYTES);
            } catch (IOException e) {
                throw failed(unreadable(name, e));
            }
        }
        return head.clone();
    }

    long count() {
        return count.get();
    }

    /// From here on so many bytes may be read before this is called again; for parsers that hold
    /// what they read until it is whole.
    ///
    /// @param what is then too long, for the message
    void allow(long bytes, String what) {
        allowed = bytes;
        allowedFor = what;
    }

    /// What went wrong here, whatever a parser has made of it.
    Optional<ReadException> failure() {
        return failure;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (ended) {
            return -1;
        }
        if (allowed <= 0) {
            throw failed(new ReadException(name + ": " + allowedFor));
        }
        int read = readUp(to, offset, length);
        if (read < 0) {
            verify();
            ended = true;
        } else {
            count.addAndGet(read);
            allowed -= read;
        }
        return read;
    }

    private int readUp(byte[] to, int offset, int length) {
        if (headAt < head.length) {
            int read = Math.min(length, head.length - headAt);
            System.arraycopy(head, headAt, to, offset, read);
            headAt += read;
            if (headAt == head.length) {
                head = new byte[0];
                headAt = 0;
            }
            return read;
        }
        try {
            return in.read(to, offset, length);
        } catch (IOException e) {
            throw failed(unreadable(name, e));
        }
    }

    /// All of it.
    ///
    /// @return one byte more than `most` if there are more
    byte[] readAll(int most) {
        byte[] bytes = new byte[(int) Math.min(most, size().orElse(8192L)) + 1];
        int length = 0;
        while (length <= most) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1L, bytes.length * 2L));
            }
            int read = read(bytes, length, bytes.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return Arrays.copyOf(bytes, length);
    }

    /// @throws ReadException if the file is not the one that was opened
    void verify() {
        if (file.isEmpty()) {
            return;
        }
        Optional<String> change;
        try {
            change = file.get().change();
        } catch (IOException e) {
            throw failed(unreadable(name, e));
        }
        if (change.isPresent()) {
            throw failed(
                    new ReadException(
                            name
                                    + " changes while it is read: "
                                    + change.get()
                                    + ". Read it again once it is at rest."));
        }
    }

    /// Counts what somebody else has read of the file.
    void readElsewhere(long bytes) {
        count.set(bytes);
    }

    private ReadException failed(ReadException why) {
        failure = Optional.of(why);
        return why;
    }

    private static ReadException unreadable(String name, IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> new ReadException(name + ": there is no such file", e);
            case AccessDeniedException denied ->
                    new ReadException(
                            name + " may not be read: give this user the right to read it", e);
            default -> new ReadException(name + " cannot be read: " + e.getMessage(), e);
        };
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // it was only read: nothing can be lost by this
        }
    }
}
