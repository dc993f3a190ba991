package dev.hqe.kernel.topic.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// One skill: instructions for an agent, and the files that they speak of. Texts that its front
/// matter leaves out are empty. Immutable; treat the tree as read-only.
///
/// Source: [Agent Skills](https://agentskills.io/specification).
///
/// @param root the folder of its plugin, with every link resolved; no file of the skill is outside
/// @param folder the folder of the skill, likewise resolved
/// @param name 1 to 64 of `a-z 0-9 -`, the same as the folder's
/// @param description what it does and when to use it, 1 to 1024 characters
/// @param license a name, or the name of a file of the skill
/// @param compatibility what it needs around it, at most 500 characters
/// @param metadata what single clients may know to use
/// @param allowedTools what it would like to use without asking; nobody has granted it
/// @param frontmatter all that its author wrote above the instructions
/// @param body the instructions, Markdown
/// @param files what else lies in its folder, by path
public record Skill(
        Path root,
        Path folder,
        String name,
        String description,
        String license,
        String compatibility,
        Map<String, String> metadata,
        String allowedTools,
        ObjectNode frontmatter,
        String body,
        List<SkillFile> files) {

    /// The file that makes a folder a skill.
    public static final String MAIN_FILE = "SKILL.md";

    /// A file of a skill.
    ///
    /// @param path from the skill's folder, with `/` between its parts
    /// @param size in bytes, when it was read
    public record SkillFile(String path, long size) {}

    public Skill {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        frontmatter = frontmatter.deepCopy();
        files = List.copyOf(files);
    }

    /// The bytes of `SKILL.md` or of one of the [#files], as they are on disk now.
    ///
    /// @param path as in [SkillFile]
    /// @param maxBytes most that is read
    /// @throws AgentPluginException if the skill has no such file, it is larger, it cannot be read,
    ///   or by now it leads out of the plugin's folder
    public byte[] read(String path, int maxBytes) {
        if (!path.equals(MAIN_FILE) && files.stream().noneMatch(f -> f.path().equals(path))) {
            throw new AgentPluginException(
                    "the skill '" + name + "' has no file '" + path + "'", null);
        }
        try {
            Path file = folder.resolve(path).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw new AgentPluginException(
                        "'" + path + "' of the skill '" + name + "' leads out of its plugin by now",
                        null);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(maxBytes + 1);
                if (bytes.length > maxBytes) {
                    throw new AgentPluginException(
                            "'"
                                    + path
                                    + "' of the skill '"
                                    + name
                                    + "' is larger than "
                                    + maxBytes
                                    + " bytes, the limit",
                            null);
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new AgentPluginException(
                    "'" + path + "' of the skill '" + name + "' cannot be read any more", e);
        }
    }
}
