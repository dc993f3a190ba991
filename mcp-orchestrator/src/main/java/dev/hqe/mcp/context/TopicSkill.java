package dev.hqe.mcp.context;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.plugin.Skill;

/// A skill and the Topic that brings it.
public record TopicSkill(TopicId topic, Skill skill) {

    private static final String SCHEME = "skill://";

    /// The address of a file of the skill (MCP's skills extension, "Resource Mapping"): the Topic
    /// is the prefix, and the last part before the file is the skill's name.
    ///
    /// @param path from the skill's folder
    String uri(String path) {
        return root() + HqeUri.encoded(path);
    }

    /// What the addresses of all files of the skill begin with.
    String root() {
        return SCHEME + topic + "/" + skill.name() + "/";
    }
}
