package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A package that can be used, as far as it can be. Texts that the manifest leaves out are empty.
/// Immutable; treat the tree as read-only.
///
/// @param root its folder, with every link resolved
/// @param name unique by nothing but its author's care: 1 to 64 of `a-z 0-9 - .`
/// @param version any text; a semantic version by recommendation
/// @param extensions what is meant for single clients, by their namespaces; nobody has checked it
/// @param skills by name
/// @param servers in the order of `mcp.json`
/// @param warnings what was left out or is odd, each with file and line, sorted
public record AgentPlugin(
        Path root,
        String name,
        String version,
        String description,
        Author author,
        String homepage,
        String repository,
        String license,
        List<String> keywords,
        ObjectNode extensions,
        List<Skill> skills,
        List<PluginServer> servers,
        List<Problem> warnings) {

    private static final int MAX_ID = 48;

    public AgentPlugin {
        keywords = List.copyOf(keywords);
        extensions = extensions.deepCopy();
        skills = List.copyOf(skills);
        servers = List.copyOf(servers);
        warnings = warnings.stream().sorted().toList();
    }

    /// The id that a Topic made of this plugin may have: its name with `_` for every `-` and `.`.
    /// Two names can come to one id, which is then taken.
    public TopicId suggestedId() {
        String plain = name.replace('-', '_').replace('.', '_');
        String started = Character.isDigit(plain.charAt(0)) ? "plugin_" + plain : plain;
        String id = TopicId.RESERVED.contains(started) ? started + "_plugin" : started;
        return new TopicId(id.substring(0, Math.min(id.length(), MAX_ID)));
    }

    /// Who has made it; each text may be empty, and none was checked to be an address.
    public record Author(String name, String email, String url) {}
}
