package dev.hqe.ingestion.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// In which encoding a text is written: as its byte order mark says, else UTF-8 if it is valid,
/// else UTF-16 if the zero bytes stand so, else what its bytes look like.
///
/// @param charset how it is decoded
/// @param bom length of its byte order mark
/// @param guessed whether only statistics speak for it
record TextEncoding(Charset charset, int bom, boolean guessed) {

    static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, 0, false);

    /// How much is looked at for zero bytes.
    private static final int SAMPLE = 64 << 10;

    /// Finds out.
    ///
    /// @param bytes the text, or its beginning
    /// @param whole whether that is all of it
    /// @return empty if it is no text: it has NUL bytes and is not UTF-16
    static Optional<TextEncoding> of(byte[] bytes, boolean whole) {
        Optional<TextEncoding> marked = marked(bytes);
        if (marked.isPresent()) {
            return marked;
        }
        if (hasNul(bytes)) {
            return utf16(bytes, whole);
        }
        return Optional.of(
                decodes(bytes, whole, StandardCharsets.UTF_8) ? UTF_8 : EncodingGuess.of(bytes));
    }

    /// An encoding that somebody has named. A byte order mark of the same family is skipped, and
    /// says which byte comes first if the name does not.
    static TextEncoding named(Charset charset, byte[] head) {
        return marked(head)
                .filter(mark -> charset.name().startsWith(mark.charset().name().substring(0, 5)))
                .orElse(new TextEncoding(charset, 0, false));
    }

    private static Optional<TextEncoding> marked(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_8, 3, false));
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_32LE, 4, false));
        }
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_32BE, 4, false));
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_16LE, 2, false));
        }
        return startsWith(bytes, 0xFE, 0xFF)
                ? Optional.of(new TextEncoding(StandardCharsets.UTF_16BE, 2, false))
                : Optional.empty();
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /// Western text in UTF-16 has a zero in nearly every second byte, and nearly none in the
    /// others.
    private static Optional<TextEncoding> utf16(byte[] bytes, boolean whole) {
        int pairs = Math.min(bytes.length, SAMPLE) / 2;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < pairs * 2; i += 2) {
            evenZeros += bytes[i] == 0 ? 1 : 0;
            oddZeros += bytes[i + 1] == 0 ? 1 : 0;
        }
        Charset charset =
                oddZeros > evenZeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        boolean clear =
                Math.max(oddZeros, evenZeros) * 10 >= pairs * 4
                        && Math.min(oddZeros, evenZeros) * 20 <= pairs;
        boolean text = clear && pairs > 1 && decodes(bytes, whole, charset);
        return text ? Optional.of(new TextEncoding(charset, 0, true)) : Optional.empty();
    }

    private static boolean decodes(byte[] bytes, boolean whole, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        var decoder = charset.newDecoder();
        while (true) {
            CoderResult result = decoder.decode(in, out, whole);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
