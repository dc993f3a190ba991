package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolName;
import dev.hqe.ui.internal.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A whole result as a file: the data as JSON, the picture, or the text, whichever it is.
///
/// @param ending of the file's name: `json`, `png`, `md`
record Saving(String ending, Content content) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /// Writes what is saved.
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /// What is saved of a result; empty where there is none.
    static Optional<Saving> of(ResultSheet sheet) {
        return sheet.whole().map(whole -> of(whole, sheet));
    }

    private static Saving of(ResultJson whole, ResultSheet sheet) {
        if (whole.structured().isPresent()) {
            return new Saving("json", out -> copy(whole.structured().get(), out));
        }
        Optional<ResultPart.Picture> picture = first(sheet, ResultPart.Picture.class);
        if (picture.isPresent()) {
            String type = picture.get().mimeType().substring("image/".length());
            return new Saving(
                    type.equals("jpeg") ? "jpg" : type, out -> out.write(picture.get().bytes()));
        }
        Optional<ResultPart.Words> words = first(sheet, ResultPart.Words.class);
        if (words.isPresent() && words.get().text().length() == words.get().total()) {
            return new Saving(
                    words.get().markdown() ? "md" : "txt",
                    out -> out.write(words.get().text().getBytes(StandardCharsets.UTF_8)));
        }
        return new Saving("json", out -> copy(RawJson.of(whole.toString()), out));
    }

    private static <T extends ResultPart> Optional<T> first(ResultSheet sheet, Class<T> type) {
        return sheet.parts().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static void copy(RawJson json, OutputStream out) throws IOException {
        json.writeTo(out);
        out.write('\n');
    }

    /// What the file is called unless the person changes it.
    String name(ToolName tool, Instant when, ZoneId zone) {
        return tool + "-" + STAMP.format(when.atZone(zone)) + "." + ending;
    }

    /// Writes the file whole or not at all. Blocks.
    ///
    /// @throws IOException when it cannot be written
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(Texts.of("tools.save.nowhere", file));
        }
        Path part = Files.createTempFile(folder, ".hqe-", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.to(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
