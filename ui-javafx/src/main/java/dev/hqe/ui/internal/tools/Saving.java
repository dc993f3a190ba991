package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolName;
import dev.hqe.ui.internal.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Writes a whole result into a folder: the picture, the data as JSON, or the text, whichever it
/// is. No file is overwritten. Blocks.
final class Saving {

    private static final int MOST_NAMES = 100;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private Saving() {}

    /// @return the file
    /// @throws IOException when it cannot be written
    static Path save(Path folder, ToolName tool, Instant when, ResultSheet sheet, ZoneId zone)
            throws IOException {
        ResultJson whole =
                sheet.whole()
                        .orElseThrow(() -> new IOException(Texts.of("tools.save.nothing")));
        Optional<ResultPart.Picture> picture = first(sheet, ResultPart.Picture.class);
        Optional<ResultPart.Words> words = first(sheet, ResultPart.Words.class);
        String name = tool + "-" + STAMP.format(when.atZone(zone));
        if (whole.structured().isPresent()) {
            return write(folder, name, "json", out -> copy(whole.structured().get(), out));
        }
        if (picture.isPresent()) {
            String ending = picture.get().mimeType().substring("image/".length());
            return write(
                    folder,
                    name,
                    ending.equals("jpeg") ? "jpg" : ending,
                    out -> out.write(picture.get().bytes()));
        }
        if (words.isPresent() && words.get().text().length() == words.get().total()) {
            return write(
                    folder,
                    name,
                    words.get().markdown() ? "md" : "txt",
                    out -> out.write(words.get().text().getBytes(StandardCharsets.UTF_8)));
        }
        return write(folder, name, "json", out -> copy(RawJson.of(whole.toString()), out));
    }

    private static <T extends ResultPart> Optional<T> first(ResultSheet sheet, Class<T> type) {
        return sheet.parts().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static void copy(RawJson json, OutputStream out) throws IOException {
        json.writeTo(out);
        out.write('\n');
    }

    private static Path write(Path folder, String name, String ending, Content content)
            throws IOException {
        for (int i = 1; i <= MOST_NAMES; i++) {
            Path file = folder.resolve(name + (i == 1 ? "" : "-" + i) + "." + ending);
            try (OutputStream out =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.to(out);
                return file;
            } catch (FileAlreadyExistsException e) { // the next name, then
                continue;
            }
        }
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
    }
}
