package dev.hqe.ingestion.read;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/// The text of a source. A byte that its encoding does not know becomes a lone low surrogate
/// (U+DC00 plus the byte, as in Python's `surrogateescape`), which no valid text has: so the one
/// record that holds it is broken and not all behind it.
///
/// A piece never ends between the two halves of a character, which the YAML reader
/// (snakeyaml-engine 3.0.1) could not bear. One use, one thread.
final class SourceChars extends Reader {

    private static final int BUFFER = 64 << 10;
    private static final char ESCAPE = '\uDC00';

    private final SourceBytes source;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private int bomLeft;
    private boolean sourceEnded;
    private boolean flushed;
    private long escapes;
    private int held = -1;

    private long position;
    private long keptFrom;
    private int keptMost;
    private final StringBuilder kept = new StringBuilder();
    private String lastPiece = "";

    SourceChars(SourceBytes source, TextEncoding encoding) {
        this.source = source;
        this.bomLeft = encoding.bom();
        this.decoder =
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /// Whether any byte was unknown to the encoding so far.
    boolean hasEscapes() {
        return escapes > 0;
    }

    /// The byte that a character stands for, -1 if it stands for itself.
    ///
    /// @param at where the character is in `text`
    static int escapedByte(CharSequence text, int at) {
        char c = text.charAt(at);
        boolean lone =
                c >= ESCAPE
                        && c <= ESCAPE + 0xFF
                        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
        return lone ? c - ESCAPE : -1;
    }

    /// Where the first byte is that the encoding does not know, -1 if there is none.
    static int firstEscape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (escapedByte(text, i) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /// A text for people to see: unknown bytes as `\xE9`.
    static String shown(String text) {
        int first = firstEscape(text);
        if (first < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            int escaped = escapedByte(text, i);
            if (escaped < 0) {
                shown.append(text.charAt(i));
            } else {
                shown.append(String.format(Locale.ROOT, "\\x%02X", escaped));
            }
        }
        return shown.toString();
    }

    /// Keeps what was read from a place on, for a while: [#kept].
    ///
    /// @param from as [#read] counts, within the last piece that was given out or behind
    void keep(long from, int most) {
        long lastFrom = position - lastPiece.length();
        int skip = Math.clamp(from - lastFrom, 0, lastPiece.length());
        kept.setLength(0);
        kept.append(lastPiece, skip, Math.min(lastPiece.length(), skip + most));
        keptFrom = lastFrom + skip;
        keptMost = most;
    }

    /// What was read between [#keep] and a place, cut to what was to be kept.
    String kept(long to) {
        return kept.substring(0, Math.clamp(to - keptFrom, 0, kept.length()));
    }

    @Override
    public int read(char[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int read = length == 1 ? readOne(to, offset) : decode(CharBuffer.wrap(to, offset, length));
        if (read > 0) {
            position += read;
            if (keptMost > 0) {
                lastPiece = new String(to, offset, read);
                kept.append(to, offset, Math.clamp(keptMost - kept.length(), 0, read));
            }
        }
        return read;
    }

    private int readOne(char[] to, int offset) {
        if (held >= 0) {
            to[offset] = (char) held;
            held = -1;
            return 1;
        }
        CharBuffer two = CharBuffer.allocate(2);
        int read = decode(two);
        if (read > 0) {
            to[offset] = two.get(0);
            held = read == 2 ? two.get(1) : -1;
        }
        return Math.min(read, 1);
    }

    private int decode(CharBuffer out) {
        int start = out.position();
        if (held >= 0) {
            out.put((char) held);
            held = -1;
        }
        while (out.hasRemaining()) {
            if (!bytes.hasRemaining() && !sourceEnded) {
                if (out.position() > start) {
                    break;
                }
                fill();
            }
            if (flushed) {
                break;
            }
            CoderResult result = decoder.decode(bytes, out, sourceEnded);
            if (result.isError()) {
                out.put((char) (ESCAPE + (bytes.get() & 0xFF)));
                decoder.reset();
                escapes++;
            } else if (result.isOverflow()) {
                break;
            } else if (sourceEnded) {
                flushed = decoder.flush(out).isUnderflow();
            } else if (bytes.hasRemaining()) { // the beginning of a character
                fill();
            }
        }
        int read = out.position() - start;
        return read == 0 ? -1 : read;
    }

    private void fill() {
        bytes.compact();
        do {
            int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                sourceEnded = true;
                break;
            }
            bytes.position(bytes.position() + read);
        } while (bytes.position() < bomLeft);
        bytes.flip();
        bytes.position(Math.min(bomLeft, bytes.limit()));
        bomLeft = 0;
    }

    @Override
    public void close() {
        source.close();
    }
}
