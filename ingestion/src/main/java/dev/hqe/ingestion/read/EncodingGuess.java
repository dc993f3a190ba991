package dev.hqe.ingestion.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/// The encoding of a text that neither says it nor is Unicode. The detector is Tika's copy of
/// ICU's, which reads the frequencies of bytes and of letters; a class of its own, so that Tika is
/// loaded for such a text only.
final class EncodingGuess {

    /// How much the detector looks at.
    private static final int SAMPLE = 64 << 10;

    /// Less than this and the detector knows nothing (it goes up to 100).
    private static final int LEAST_CONFIDENCE = 10;

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private EncodingGuess() {}

    static TextEncoding of(byte[] bytes) {
        CharsetDetector detector = new CharsetDetector(SAMPLE);
        detector.setText(bytes);
        for (CharsetMatch match : detector.detectAll()) {
            String name = match.getName();
            if (match.getConfidence() >= LEAST_CONFIDENCE
                    && Charset.isSupported(name)
                    && !name.startsWith("UTF-")) { // that it is not
                return new TextEncoding(widened(Charset.forName(name)), 0, true);
            }
        }
        return new TextEncoding(WESTERN, 0, true);
    }

    /// Files said to be ISO 8859-1 are windows-1252, as browsers see it too: what the two do not
    /// share are control characters that no text has.
    private static Charset widened(Charset charset) {
        return charset.equals(StandardCharsets.ISO_8859_1) ? WESTERN : charset;
    }
}
