package dev.hqe.app.topic;

import dev.hqe.kernel.entity.TopicId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Topic to begin with: one tool with its source, one kind of entity, one prompt, golden cases, a
/// README, and no more permissions than these need.
///
/// @param id of the new Topic
/// @param language of its program
public record TopicTemplate(TopicId id, Language language) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    /// In every new Topic, whatever its language.
    private static final List<String> FILES =
            List.of(
                    "topic.yaml",
                    "README.md",
                    "schemas/note.json",
                    "prompts/summarise.md",
                    "tests/count_words.yaml");

    /// The id that a person typed.
    ///
    /// @throws AuthoringException if a Topic cannot be called so, with a name that would do
    public static TopicId id(String typed) {
        if (!ID.matcher(typed).matches()) {
            throw AuthoringException.badInput(
                    "'"
                            + typed
                            + "' cannot be a Topic's id: small letters, digits and _, a letter"
                            + " first, at most 48"
                            + instead(typed));
        }
        if (TopicId.RESERVED.contains(typed)) {
            throw AuthoringException.badInput(
                    "'" + typed + "' is kept for the workbench's own tools; take another name");
        }
        return new TopicId(typed);
    }

    private static String instead(String typed) {
        String usable =
                typed.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^[^a-z]+|_$", "");
        return ID.matcher(usable).matches() ? " (such as '" + usable + "')" : "";
    }

    /// Writes the folder.
    ///
    /// @param folder which is not there yet, or is empty
    /// @throws AuthoringException if there is something, or it cannot be written
    public void writeTo(Path folder) {
        try {
            requireNothing(folder);
            for (String file : FILES) {
                write(folder, file, "any/" + file);
            }
            for (String file : language.files()) {
                write(folder, file, language.id() + "/" + file);
            }
        } catch (IOException e) {
            throw AuthoringException.failed(
                    folder + ": cannot be written: " + e.getMessage() + ". What is there stays", e);
        }
    }

    private static void requireNothing(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw AuthoringException.badInput(folder + ": is a file; take another name");
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw AuthoringException.badInput(
                        folder + ": is there already and not empty; take another name or folder");
            }
        }
    }

    private void write(Path folder, String file, String template) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(target, filled(template, folder), StandardOpenOption.CREATE_NEW);
        if (file.endsWith(".sh") && !target.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private String filled(String template, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : read(template).split("\n", -1)) {
            if (line.equals("%PERMISSIONS%")) {
                lines.addAll(language.permissions());
            } else {
                lines.add(line);
            }
        }
        return lines.stream()
                .collect(Collectors.joining("\n"))
                .replace("%ID%", id.value())
                .replace("%NAME%", title())
                .replace("%FOLDER%", String.valueOf(folder.getFileName()))
                .replace("%SOURCE%", language.files().getFirst())
                .replace("%TOOLCHAIN%", language.toolchain());
    }

    private String title() {
        String spaced = id.value().replace('_', ' ').strip();
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String read(String template) throws IOException {
        try (InputStream in = TopicTemplate.class.getResourceAsStream("template/" + template)) {
            if (in == null) {
                throw new IOException("template/" + template + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
