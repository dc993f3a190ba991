package dev.hqe.mcp.context;

import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.plugin.AgentPluginException;
import dev.hqe.kernel.topic.plugin.Skill;
import dev.hqe.kernel.topic.plugin.Skill.SkillFile;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ResourceTemplate;
import dev.hqe.mcp.SkillProvider;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The files of skills: `skill://topic/skill/SKILL.md` and what lies beside it, as text or, what is
/// no text, as bytes. Only files that were there when the skill was read are here, so no address
/// leads out of a skill's folder. Thread-safe.
///
/// Addresses, and the entries that `skills/list` and `skills/get` answer with, are those of [MCP's
/// skills
/// extension](https://github.com/modelcontextprotocol/ext-skills/blob/main/specification/stable/skills.mdx)
/// (SEP-2640), `io.modelcontextprotocol/skills`.
public final class SkillResources implements ResourceProvider, SkillProvider {

    private static final String SCHEME = "skill://";
    private static final String TEMPLATE = "skill://{topic}/{skill}/{+path}";
    private static final String MARKDOWN = "text/markdown";

    /// Most resources listed: the skills themselves first, then their files. The template leads to
    /// the rest.
    private static final int MAX_LISTED = 2_000;

    /// Largest file that is read.
    private static final int MAX_BYTES = 4 << 20;

    /// Largest file that a skill can have.
    private static final int MAX_DIGESTED_BYTES = 16 << 20;

    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile State state;

    /// @param skills by topic and name, `topic/skill`
    /// @param files by what stands behind the scheme, decoded
    /// @param listed the resources worth listing
    private record State(
            Map<String, TopicSkill> skills,
            Map<String, FileOfSkill> files,
            List<ResourceDefinition> listed) {}

    private record FileOfSkill(TopicSkill source, String path) {}

    /// The files of these skills.
    public SkillResources(Collection<TopicSkill> skills) {
        this.state = stateOf(skills);
    }

    /// Offers the files of these skills instead, and tells the listeners.
    public void reload(Collection<TopicSkill> skills) {
        state = stateOf(skills);
        listeners.tell(Runnable::run);
    }

    private static State stateOf(Collection<TopicSkill> all) {
        Map<String, TopicSkill> skills = new LinkedHashMap<>();
        all.forEach(one -> skills.putIfAbsent(one.topic() + "/" + one.skill().name(), one));
        Map<String, FileOfSkill> files = new LinkedHashMap<>();
        List<ResourceDefinition> listed = new ArrayList<>();
        skills.forEach((name, one) -> {
            files.put(name + "/" + Skill.MAIN_FILE, new FileOfSkill(one, Skill.MAIN_FILE));
            listed.add(
                    ResourceDefinition.of(
                            one.uri(Skill.MAIN_FILE),
                            one.skill().name(),
                            one.skill().description(),
                            MARKDOWN));
        });
        skills.forEach((name, one) -> {
            for (SkillFile file : one.skill().files()) {
                files.put(name + "/" + file.path(), new FileOfSkill(one, file.path()));
                listed.add(definition(one, file));
            }
        });
        return new State(
                Collections.unmodifiableMap(skills),
                Collections.unmodifiableMap(files),
                listed.stream().limit(MAX_LISTED).toList());
    }

    private static ResourceDefinition definition(TopicSkill one, SkillFile file) {
        ObjectNode json =
                ResourceDefinition.of(
                                one.uri(file.path()),
                                one.skill().name() + "/" + file.path(),
                                "A file of the skill '" + one.skill().name() + "'.",
                                mimeType(file.path()))
                        .json();
        return new ResourceDefinition(one.uri(file.path()), json.put("size", file.size()));
    }

    /// By the ending; empty when that says nothing.
    private static String mimeType(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String ending = lower.substring(lower.lastIndexOf('.') + 1);
        return switch (ending) {
            case "yaml", "yml" -> "application/yaml";
            case "sh" -> "application/x-sh"; // the JDK's table knows another meaning of it
            default ->
                    Optional.ofNullable(URLConnection.guessContentTypeFromName(lower)).orElse("");
        };
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return state.listed();
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        return List.of(
                ResourceTemplate.of(
                        TEMPLATE,
                        "skill file",
                        "A file of a skill; SKILL.md holds its instructions.",
                        ""));
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        if (!read.uri().startsWith(SCHEME)) {
            return Optional.empty();
        }
        return HqeUri.decoded(read.uri().substring(SCHEME.length()))
                .map(state.files()::get)
                .map(file -> contents(read.uri(), file));
    }

    private static ObjectNode contents(String uri, FileOfSkill file) {
        byte[] bytes = bytes(file.source().skill(), file.path(), MAX_BYTES);
        String type = mimeType(file.path());
        Optional<String> text = text(bytes);
        return text.isPresent()
                ? Contents.text(uri, type.isEmpty() ? "text/plain" : type, text.get())
                : Contents.bytes(uri, type.isEmpty() ? "application/octet-stream" : type, bytes);
    }

    private static byte[] bytes(Skill skill, String path, int max) {
        try {
            return skill.read(path, max);
        } catch (AgentPluginException e) {
            throw new McpException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Completion> complete(CompletionRequest request) {
        if (!request.reference().equals(TEMPLATE)) {
            return Optional.empty();
        }
        String topic = request.others().getOrDefault("topic", "");
        String skill = request.others().getOrDefault("skill", "");
        Stream<TopicSkill> fitting =
                state.skills().values().stream()
                        .filter(one -> topic.isEmpty() || topic.equals(one.topic().value()))
                        .filter(one -> skill.isEmpty() || skill.equals(one.skill().name()));
        Stream<String> values =
                switch (request.argument()) {
                    case "topic" -> fitting.map(one -> one.topic().value());
                    case "skill" -> fitting.map(one -> one.skill().name());
                    case "path" ->
                            fitting.flatMap(one ->
                                    Stream.concat(
                                            Stream.of(Skill.MAIN_FILE),
                                            one.skill().files().stream().map(SkillFile::path)));
                    default -> Stream.empty();
                };
        return Optional.of(Completion.among(values.distinct().sorted().toList(), request.value()));
    }

    @Override
    public List<String> skills() {
        return state.skills().values().stream().map(one -> one.uri(Skill.MAIN_FILE)).toList();
    }

    /// `{uri, frontmatter, resources: [{uri, digest, size}]}`, of the files as they are now.
    @Override
    public Optional<ObjectNode> skill(String uri) {
        return state.skills().values().stream()
                .filter(one -> one.uri(Skill.MAIN_FILE).equals(uri))
                .findFirst()
                .map(SkillResources::entry);
    }

    private static ObjectNode entry(TopicSkill one) {
        ObjectNode entry = Json.object().put("uri", one.uri(Skill.MAIN_FILE));
        entry.set("frontmatter", one.skill().frontmatter().deepCopy());
        ArrayNode resources = entry.putArray("resources");
        Stream.concat(Stream.of(Skill.MAIN_FILE), one.skill().files().stream().map(SkillFile::path))
                .forEach(path -> {
                    byte[] bytes = bytes(one.skill(), path, MAX_DIGESTED_BYTES);
                    resources
                            .addObject()
                            .put("uri", one.uri(path))
                            .put("digest", "sha256:" + Sha256.of(bytes))
                            .put("size", bytes.length);
                });
        return entry;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
