package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import dev.hqe.kernel.topic.TopicManifest.FlowSpec;
import dev.hqe.kernel.topic.TopicManifest.PromptSpec;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import dev.hqe.kernel.topic.plugin.AgentPlugin;
import dev.hqe.kernel.topic.plugin.Skill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What a Topic can do, in words for the person who decides.
///
/// @param folder where it lies
/// @param items what its programs may do beside computing
/// @param limits what one call may take
/// @param tools its tools, in the order of the manifest
/// @param transforms what it can put records of sources through, each with its description
/// @param kinds kinds of entities it brings
/// @param skills instructions for agents that it brings as an Agent Plugin
/// @param servers of an Agent Plugin: what runs as a program of this machine, outside the sandbox,
///   or is asked over the network
/// @param warnings what is unusual about it, each a sentence
/// @param digest of all files that matter: SHA-256 of the lines that `sha256sum` prints for them
public record CapabilityCard(
        String id,
        String name,
        String version,
        String description,
        Path folder,
        List<Permissions.Item> items,
        Permissions.CallLimits limits,
        List<ToolLine> tools,
        List<String> transforms,
        List<String> prompts,
        List<String> flows,
        List<String> kinds,
        List<String> skills,
        List<String> servers,
        List<String> warnings,
        String digest) {

    /// One tool as an agent will see it.
    ///
    /// @param annotations hints as MCP defines them; nobody checks whether they are true
    public record ToolLine(String name, String title, String description, ObjectNode annotations) {}

    public CapabilityCard {
        items = List.copyOf(items);
        tools = List.copyOf(tools);
        transforms = List.copyOf(transforms);
        prompts = List.copyOf(prompts);
        flows = List.copyOf(flows);
        kinds = List.copyOf(kinds);
        skills = List.copyOf(skills);
        servers = List.copyOf(servers);
        warnings = List.copyOf(warnings);
    }

    static CapabilityCard of(Topic topic, Path folder, String digest) {
        TopicManifest manifest = topic.manifest();
        Capabilities capabilities = manifest.capabilities();
        return new CapabilityCard(
                topic.id().value(),
                manifest.name(),
                manifest.version(),
                manifest.description(),
                folder,
                manifest.permissions().items(),
                manifest.permissions().limits(),
                capabilities.tools().stream().map(CapabilityCard::line).toList(),
                capabilities.transforms().stream().map(CapabilityCard::line).toList(),
                capabilities.prompts().stream().map(PromptSpec::name).toList(),
                capabilities.flows().stream().map(FlowSpec::name).toList(),
                topic.schemas().keySet().stream().sorted().map(Kind::value).toList(),
                topic.plugin().stream()
                        .flatMap(plugin -> plugin.skills().stream())
                        .map(Skill::name)
                        .toList(),
                topic.plugin().stream()
                        .flatMap(plugin -> plugin.servers().stream())
                        .map(PluginTopic::line)
                        .map(HiddenText::shown)
                        .toList(),
                warnings(topic),
                digest);
    }

    /// The same with more that is unusual.
    CapabilityCard warning(List<String> more) {
        return more.isEmpty()
                ? this
                : new CapabilityCard(
                        id,
                        name,
                        version,
                        description,
                        folder,
                        items,
                        limits,
                        tools,
                        transforms,
                        prompts,
                        flows,
                        kinds,
                        skills,
                        servers,
                        Stream.concat(warnings.stream(), more.stream()).toList(),
                        digest);
    }

    private static ToolLine line(ToolSpec tool) {
        return new ToolLine(tool.name(), tool.title(), tool.description(), tool.annotations());
    }

    private static String line(TransformSpec transform) {
        String words = transform.description().isBlank() ? "" : ": " + transform.description();
        return HiddenText.shown(transform.name() + words);
    }

    private static List<String> warnings(Topic topic) {
        TopicManifest manifest = topic.manifest();
        List<String> warnings = new ArrayList<>();
        if (HiddenText.isIn(manifest.name()) || HiddenText.isIn(manifest.description())) {
            warnings.add("Its name or description has characters that one does not see.");
        }
        for (ToolSpec tool : manifest.capabilities().tools()) {
            if (HiddenText.isIn(ToolText.of(tool))) {
                warnings.add(
                        "The definition of its tool "
                                + tool.name()
                                + " has characters that one does not see.");
            }
        }
        for (AgentPlugin plugin : topic.plugin().stream().toList()) {
            for (Skill skill : plugin.skills()) {
                if (HiddenText.isIn(skill.description()) || HiddenText.isIn(skill.body())) {
                    warnings.add(
                            "Its skill " + skill.name() + " has characters that one does not see.");
                }
            }
            plugin.warnings().forEach(problem -> warnings.add(problem.toString()));
        }
        return warnings;
    }
}
