package dev.hqe.ingestion.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What all readers have in common: records are numbered, a failure of the source wins over what a
/// parser makes of it, and what has failed once stays failed.
abstract class StreamedReader implements RecordReader {

    private static final int MAX_NOTICES = 20;

    final SourceBytes source;
    final ReadLimits limits;

    private final List<String> notices = new ArrayList<>();
    private long number;
    private boolean ended;
    private @Nullable ReadException failure;

    StreamedReader(SourceBytes source, ReadLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /// The next record, or empty at the end; not called again after that, nor after it has thrown.
    ///
    /// @throws Exception of the parser, which [#explained] makes a message of
    abstract Optional<ReadItem> read() throws Exception;

    /// What a person should know of an exception from [#read].
    abstract ReadException explained(Exception e);

    @Override
    public final Optional<ReadItem> next() {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return Optional.empty();
        }
        try {
            Optional<ReadItem> item = read();
            ended = item.isEmpty();
            return item;
        } catch (StackOverflowError e) {
            throw failed(new ReadException(source.name() + " is nested too deeply", e));
        } catch (Exception e) {
            // the edge: parsers of other people, of which no two throw the same
            throw failed(e instanceof ReadException known ? known : explained(e));
        }
    }

    private ReadException failed(ReadException e) {
        ReadException first = source.failure().orElse(e);
        failure = first;
        return first;
    }

    /// The number of the record that is read next; counts on.
    final long nextNumber() {
        return ++number;
    }

    /// How many records were numbered.
    final long numbered() {
        return number;
    }

    final void notice(String sentence) {
        if (notices.size() < MAX_NOTICES) {
            notices.add(sentence);
        }
    }

    @Override
    public final List<String> notices() {
        return List.copyOf(notices);
    }

    /// The text of the source, in the encoding that is named, marked or guessed.
    ///
    /// @throws ReadException if it is no text
    final SourceChars chars(ReadSettings settings) {
        byte[] head = source.head();
        if (settings.encoding().isPresent()) {
            return new SourceChars(source, TextEncoding.named(settings.encoding().get(), head));
        }
        TextEncoding encoding =
                TextEncoding.of(head, head.length < SourceBytes.HEAD_BYTES)
                        .orElseThrow(() ->
                                new ReadException(
                                        source.name()
                                                + " is no text: it has NUL bytes and is not"
                                                + " UTF-16"));
        if (encoding.guessed()) {
            notice(
                    "The encoding looks like "
                            + encoding.charset().name()
                            + ", which is a guess; name it (encoding) if the text is wrong.");
        }
        return new SourceChars(source, encoding);
    }

    /// What is wrong with a text that holds a byte which its encoding does not know.
    static String notDecoded(CharSequence text, int at) {
        return String.format(
                Locale.ROOT,
                "byte 0x%02X cannot be decoded. Save the source as UTF-8, or name its encoding"
                        + " (encoding: windows-1252).",
                SourceChars.escapedByte(text, at));
    }

    /// What is wrong with a record that is longer than it may be.
    final String tooLong(String what) {
        return String.format(
                Locale.ROOT,
                "%s is longer than %,d characters. Raise most_record_mb of the source if it should be read.",
                what,
                limits.maxRecordChars());
    }

    @Override
    public long bytesRead() {
        return source.count();
    }

    @Override
    public void close() {
        source.close();
    }
}
