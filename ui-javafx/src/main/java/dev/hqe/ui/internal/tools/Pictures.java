package dev.hqe.ui.internal.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import tools.jackson.databind.JsonNode;

/// Pictures in results. They come from strangers: only the usual formats, and only of a size that
/// can be drawn.
final class Pictures {

    /// Most points of a picture that is drawn: 24 million take 96 MB.
    static final long MAX_POINTS = 24_000_000;

    private static final Set<String> TYPES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/bmp");

    private Pictures() {}

    /// The picture in an `image` block; empty where it cannot be shown.
    static Optional<ResultPart> read(JsonNode block) {
        String type = block.path("mimeType").asString("");
        if (!TYPES.contains(type)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(block.path("data").asString(""));
            return measured(bytes, type);
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ResultPart> measured(byte[] bytes, String type) throws IOException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                return (long) width * height <= MAX_POINTS
                        ? Optional.of(new ResultPart.Picture(bytes, type, width, height))
                        : Optional.empty();
            } finally {
                reader.dispose();
            }
        }
    }
}
