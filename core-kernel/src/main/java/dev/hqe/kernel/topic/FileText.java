package dev.hqe.kernel.topic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a Topic as text, for people to compare.
final class FileText {

    private static final int MAX_BYTES = 256 << 10;

    private FileText() {}

    /// The text, or a sentence in brackets where there is none to show.
    static String of(Topic topic, String file) {
        Path path = topic.file(file);
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return "(larger than " + (MAX_BYTES >> 10) + " KiB)";
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "(no text)";
        } catch (IOException e) {
            return "(cannot be read)";
        }
    }
}
