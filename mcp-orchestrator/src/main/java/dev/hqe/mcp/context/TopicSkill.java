package dev.hqe.mcp.context;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.plugin.Skill;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A skill and the Topic that brings it.
public record TopicSkill(TopicId topic, Skill skill) {

    private static final String SCHEME = "skill://";
    private static final String[] NONE = {};

    /// The skills of these Topics.
    public static List<TopicSkill> all(Collection<Topic> topics) {
        return topics.stream()
                .flatMap(topic ->
                        topic.plugin().stream()
                                .flatMap(plugin -> plugin.skills().stream())
                                .map(skill -> new TopicSkill(topic.id(), skill)))
                .toList();
    }

    /// The Topic among these to one of whose skills an address belongs, if there is one.
    public static Optional<TopicId> topicOf(String uri, Collection<Topic> topics) {
        String[] parts =
                uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()).split("/", 3) : NONE;
        return topics.stream()
                .filter(topic -> parts.length == 3 && topic.id().value().equals(parts[0]))
                .filter(topic ->
                        topic.plugin().stream()
                                .flatMap(plugin -> plugin.skills().stream())
                                .anyMatch(skill -> skill.name().equals(parts[1])))
                .map(Topic::id)
                .findFirst();
    }

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
