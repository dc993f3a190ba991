package dev.hqe.mcp.context;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.plugin.Skill;
import dev.hqe.kernel.topic.plugin.Skill.SkillFile;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.PromptDefinition;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The skills of Topics as prompts, `topic.skill-name`, for clients that know prompts and no
/// skills: one message of the user's with the instructions as they were when the Topic was read,
/// where they come from, and where the files are that they speak of ([SkillResources]).
/// Thread-safe.
public final class SkillPrompts implements PromptProvider {

    /// Most files named in a message.
    private static final int MAX_NAMED = 50;

    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile List<Prompt> prompts;

    /// The prompts of these skills.
    public SkillPrompts(Collection<TopicSkill> skills) {
        this.prompts = prompts(skills);
    }

    /// Offers these skills instead, and tells the listeners.
    public void reload(Collection<TopicSkill> skills) {
        prompts = prompts(skills);
        listeners.tell(Runnable::run);
    }

    private static List<Prompt> prompts(Collection<TopicSkill> skills) {
        return skills.stream().<Prompt>map(one -> new SkillPrompt(define(one), one)).toList();
    }

    private static PromptDefinition define(TopicSkill one) {
        ToolName name = new ToolName(one.topic() + "." + one.skill().name());
        String description = one.skill().description();
        return PromptDefinition.of(name, description, List.of());
    }

    private record SkillPrompt(PromptDefinition definition, TopicSkill source) implements Prompt {

        @Override
        public ObjectNode get(PromptCall call) {
            ObjectNode result = Json.object();
            result.set("description", definition.json().path("description"));
            result.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .putObject("content")
                    .put("type", "text")
                    .set("text", StringNode.valueOf(source.skill().body() + "\n\n" + note()));
            return result;
        }

        private String note() {
            Skill skill = source.skill();
            List<String> lines = new ArrayList<>();
            lines.add("---");
            lines.add(
                    "These are the instructions of the skill '"
                            + skill.name()
                            + "' of the Topic '"
                            + source.topic()
                            + "'.");
            if (!skill.files().isEmpty()) {
                lines.add(
                        "Paths in them are resources below "
                                + source.root()
                                + " to be read when they are needed:");
                skill.files().stream()
                        .limit(MAX_NAMED)
                        .map(SkillFile::path)
                        .forEach(path -> lines.add("- " + source.uri(path)));
                if (skill.files().size() > MAX_NAMED) {
                    lines.add("- and " + (skill.files().size() - MAX_NAMED) + " more");
                }
            }
            return String.join("\n", lines);
        }
    }

    @Override
    public List<Prompt> prompts(Principal principal) {
        return prompts;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
