package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.plugin.PluginFolder.Place;
import dev.hqe.kernel.topic.plugin.Skill.SkillFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the skills of a package: the folders right under `skills/` that hold a `SKILL.md`, and
/// none below them (§7.1). One use, one thread.
final class SkillReader {

    private static final String LOCATION = "skills";

    /// Most folders looked at, and so most skills.
    private static final int MAX_SKILLS = 500;

    private static final int MAX_MAIN_BYTES = 1 << 20;

    private final PluginFolder home;
    private final Warnings warnings;
    private final String location;

    SkillReader(PluginFolder home, Warnings warnings) {
        this.home = home;
        this.warnings = warnings;
        this.location = home.name() + "/" + LOCATION;
    }

    /// The skills that can be used, by name.
    List<Skill> skills() {
        return switch (home.find(home.root(), LOCATION)) {
            case Place.Absent() -> List.of();
            case Place.Denied(String why) -> none(why);
            case Place.Inside(Path folder) ->
                    Files.isDirectory(folder) ? below(folder) : none("is not a folder");
        };
    }

    private List<Skill> none(String why) {
        warnings.add(location, why + "; the plugin's skills are left out");
        return List.of();
    }

    private List<Skill> below(Path folder) {
        List<String> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.limit(MAX_SKILLS + 1L).map(SkillReader::nameOf).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return none("cannot be listed: " + e.getMessage());
        }
        if (names.size() > MAX_SKILLS) {
            warnings.add(
                    location, "has more than " + MAX_SKILLS + " entries; the rest is left out");
        }
        List<Skill> skills = new ArrayList<>();
        for (String name : names.stream().limit(MAX_SKILLS).toList()) {
            child(folder, name, skills);
        }
        return skills;
    }

    static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void child(Path parent, String name, List<Skill> skills) {
        switch (home.find(parent, name)) {
            case Place.Absent() -> {} // gone since it was listed
            case Place.Denied(String why) -> skip(name, why);
            case Place.Inside(Path folder) -> {
                if (Files.isDirectory(folder)) {
                    skill(folder, name, skills);
                }
            }
        }
    }

    private void skill(Path folder, String name, List<Skill> skills) {
        String file = name + "/" + Skill.MAIN_FILE;
        switch (home.find(folder, Skill.MAIN_FILE)) {
            case Place.Absent() -> hintAtCase(folder, name);
            case Place.Denied(String why) -> skip(file, why);
            case Place.Inside(Path main) -> {
                if (Files.isRegularFile(main)) {
                    read(folder, name, main, skills);
                } else {
                    skip(file, "is not a file");
                }
            }
        }
    }

    private void hintAtCase(Path folder, String name) {
        for (String near : List.of("skill.md", "Skill.md")) {
            if (Files.exists(folder.resolve(near))) {
                skip(name + "/" + near, "must be called " + Skill.MAIN_FILE);
                return;
            }
        }
    }

    private void skip(String what, String why) {
        warnings.add(location + "/" + what, why + "; the skill is left out");
    }

    private void read(Path folder, String name, Path main, List<Skill> skills) {
        String source = location + "/" + name + "/" + Skill.MAIN_FILE;
        try {
            SkillText text = SkillText.parse(text(main, source), source, name, warnings);
            List<SkillFile> files =
                    new SkillFiles(home, folder, location + "/" + name, warnings).list();
            skills.add(
                    new Skill(
                            home.root(),
                            folder,
                            name,
                            text.field("description").strip(),
                            text.field("license"),
                            text.field("compatibility"),
                            text.metadata(),
                            text.field("allowed-tools"),
                            text.frontmatter(),
                            text.body(),
                            files));
        } catch (InvalidDocumentException e) {
            warnings.addAll(e.problems(), "the skill is left out");
        }
    }

    private static String text(Path file, String source) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_MAIN_BYTES + 1);
            if (bytes.length > MAX_MAIN_BYTES) {
                throw invalid(source, "is larger than " + MAX_MAIN_BYTES + " bytes, the limit");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw invalid(source, "is not UTF-8 text");
        } catch (IOException e) {
            throw invalid(source, "cannot be read: " + e.getMessage());
        }
    }

    private static InvalidDocumentException invalid(String source, String message) {
        return new InvalidDocumentException(List.of(new Problem(source, 0, message)), null);
    }
}
