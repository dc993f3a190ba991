package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.plugin.AgentPlugin;
import dev.hqe.kernel.topic.plugin.AgentPluginReader;
import dev.hqe.kernel.topic.plugin.Skill;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a Topic folder and finds everything that is wrong with it in one go.
///
/// First the manifest against its schema; what the schema can say is said there. Then what it
/// cannot: that files exist and lie inside the folder, that schemas are schemas, that names are
/// unique and refer to something.
public final class TopicReader {

    public static final String MANIFEST = "topic.yaml";

    private static final String SCHEMA_FILE = "topic.schema.json";

    private static final JsonSchema SCHEMA = JsonSchema.checkedBefore(TopicReader::publishedSchema);

    /// Counts up when this class finds something wrong that it has not found before, or the other
    /// way round.
    private static final int RULES = 1;

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]{0,64})}}");
    private static final int MAX_PROMPT_BYTES = 1 << 20;
    private static final Pattern ICON =
            Pattern.compile(".*\\.(svg|png|jpe?g|webp)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_ICON_BYTES = 64 << 10;

    /// Most problems reported for one folder.
    private static final int MAX_PROBLEMS = 200;

    private final Path folder;
    private final String folderName;
    private final SourceDocument manifest;
    private final Set<String> skills;
    private final List<Problem> problems = new ArrayList<>();

    private TopicReader(
            Path folder, String folderName, SourceDocument manifest, List<Skill> skills) {
        this.folder = folder;
        this.folderName = folderName;
        this.manifest = manifest;
        this.skills = skills.stream().map(Skill::name).collect(Collectors.toSet());
    }

    /// The JSON Schema of `topic.yaml`.
    public static SourceDocument publishedSchema() {
        return SourceDocument.parse(
                new String(publishedBytes(), StandardCharsets.UTF_8), SCHEMA_FILE);
    }

    /// Names what is looked for in a folder: where nothing was wrong by the same rules, nothing is.
    static String rules() {
        return RULES + "-" + Sha256.of(publishedBytes()).substring(0, 16);
    }

    private static byte[] publishedBytes() {
        try (InputStream in = TopicReader.class.getResourceAsStream(SCHEMA_FILE)) {
            if (in == null) {
                throw new TopicException("topic.schema.json is missing from this build", null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new TopicException("topic.schema.json cannot be read", e);
        }
    }

    /// Reads the Topic in a folder: by its `topic.yaml`, as an Agent Plugin by its `plugin.json`,
    /// or as both.
    ///
    /// @param name the folder as problems shall call it
    /// @throws InvalidDocumentException with everything that is wrong
    public static Topic read(Path folder, String name) {
        return read(folder, name, manifest -> {});
    }

    /// The same, and hands on the manifest once nothing is known to be wrong with it.
    static Topic read(Path folder, String name, Consumer<JsonNode> valid) {
        Path home = folder.toAbsolutePath().normalize(); // what lies inside is told by its prefix
        if (AgentPluginReader.isPlugin(home)) {
            AgentPlugin plugin = AgentPluginReader.read(home, name);
            return Files.exists(home.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS)
                    ? withPlugin(readTopic(home, name, plugin.skills(), valid), plugin)
                    : PluginTopic.of(plugin, home);
        }
        return readTopic(home, name, List.of(), valid);
    }

    /// Reads a folder in which these very files have been read before by the same [#rules], and
    /// nothing was wrong: that is not asked again, and the schemas of its kinds are compiled when
    /// data is first held against them. Where it does not hold together after all, all is looked at
    /// again and said as [#read] says it.
    ///
    /// @param manifest what [#read] has handed on then
    static Topic readAgain(Path folder, String name, JsonNode manifest) {
        try {
            Path home = folder.toAbsolutePath().normalize();
            Topic topic = checkedTopic(home, name, ManifestParts.manifest(manifest));
            return AgentPluginReader.isPlugin(home)
                    ? withPlugin(topic, AgentPluginReader.read(home, name))
                    : topic;
        } catch (RuntimeException e) { // whatever becomes of what nobody has looked at
            return read(folder, name);
        }
    }

    private static Topic withPlugin(Topic topic, AgentPlugin plugin) {
        return new Topic(topic.manifest(), topic.folder(), topic.schemas(), plugin);
    }

    private static Topic readTopic(
            Path home, String name, List<Skill> skills, Consumer<JsonNode> valid) {
        String manifestName = name + "/" + MANIFEST;
        requireInside(home, home.resolve(MANIFEST), manifestName);
        SourceDocument manifest = SourceDocument.read(home.resolve(MANIFEST), manifestName);
        Topic topic = new TopicReader(home, name, manifest, skills).topic();
        valid.accept(manifest.root());
        return topic;
    }

    private static Topic checkedTopic(Path home, String name, TopicManifest manifest) {
        Map<Kind, JsonSchema> schemas = new LinkedHashMap<>();
        manifest.dataSchema()
                .forEach((kind, file) ->
                        schemas.put(
                                kind,
                                JsonSchema.checkedBefore(() ->
                                        SourceDocument.read(
                                                home.resolve(file), name + "/" + file))));
        return new Topic(manifest, home, schemas);
    }

    private static void requireInside(Path folder, Path file, String name) {
        try {
            if (Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
                throw rejected(new Problem(name, 0, "is a link to a file outside the folder"));
            }
        } catch (IOException e) {
            throw rejected(new Problem(name, 0, "cannot be read: " + e.getMessage()));
        }
    }

    private static InvalidDocumentException rejected(Problem problem) {
        return new InvalidDocumentException(List.of(problem), null);
    }

    private Topic topic() {
        SCHEMA.violations(manifest.root()).forEach(v -> problem(v.node(), v.toString()));
        JsonNode root = manifest.root();
        if (TopicId.RESERVED.contains(root.path("id").asString(""))) {
            problem(
                    root.path("id"),
                    "'" + root.path("id").asString() + "' is kept for the workbench's own tools");
        }
        Map<Kind, JsonSchema> schemas = schemas(root.path("data_schema"));
        checkLabels(root.path("labels"), root.path("data_schema"));
        JsonNode capabilities = root.path("capabilities");
        uniqueNames(capabilities.path("tools"), "tool");
        uniqueNames(capabilities.path("prompts"), "prompt");
        uniqueNames(capabilities.path("flows"), "flow");
        uniqueNames(capabilities.path("transforms"), "transform");
        capabilities.path("tools").forEach(tool -> checkTool(tool, root.path("data_schema")));
        capabilities.path("prompts").forEach(this::checkPrompt);
        capabilities.path("flows").forEach(flow -> file(flow.path("file")));
        capabilities.path("transforms").forEach(one -> checkProgram(one.path("wasm")));
        checkPermissions(root.path("permissions"), root.path("data_schema"));
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems, null);
        }
        return new Topic(ManifestParts.manifest(root), folder, schemas);
    }

    private Map<Kind, JsonSchema> schemas(JsonNode declared) {
        Map<Kind, JsonSchema> schemas = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : declared.properties()) {
            Path file = file(entry.getValue());
            if (file == null) {
                continue;
            }
            try {
                String name = folderName + "/" + entry.getValue().asString();
                JsonSchema schema = JsonSchema.compile(SourceDocument.read(file, name));
                if (Kind.isValid(entry.getKey())) { // else the manifest's schema has said so
                    schemas.put(new Kind(entry.getKey()), schema);
                }
            } catch (InvalidDocumentException e) {
                e.problems().forEach(this::add);
            }
        }
        return schemas;
    }

    private void checkLabels(JsonNode labels, JsonNode dataSchema) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            if (!dataSchema.has(label.getKey())) {
                problem(
                        label.getValue(),
                        "there is no kind '"
                                + label.getKey()
                                + "' in data_schema"
                                + Suggestion.among(label.getKey(), dataSchema.propertyNames()));
            }
        }
    }

    private void uniqueNames(JsonNode items, String what) {
        Set<String> seen = new HashSet<>();
        for (JsonNode item : items) {
            JsonNode name = item.path("name");
            if (name.isString() && !seen.add(name.asString())) {
                problem(name, "there is a " + what + " '" + name.asString() + "' already");
            }
        }
    }

    private void checkTool(JsonNode tool, JsonNode dataSchema) {
        checkProgram(tool.path("wasm"));
        checkSchema(tool.path("input_schema"));
        checkSchema(tool.path("output_schema"));
        Collection<String> arguments = tool.path("input_schema").path("properties").propertyNames();
        tool.path("icons").forEach(this::checkIcon);
        JsonNode reads = tool.path("reads");
        if (reads.isObject() && tool.has("export")) {
            problem(
                    reads,
                    "goes with a command; the function '"
                            + tool.path("export").asString()
                            + "' asks for entities with hqe_entity_query");
        }
        refers(reads.path("kind"), dataSchema.propertyNames(), "kind of this Topic");
        if (dataSchema.has(reads.path("kind").asString(""))) {
            requireRead(reads.path("kind"));
        }
        refers(reads.path("unless"), arguments, "argument of this tool");
        reads.path("where")
                .forEach(f -> refers(f.path("argument"), arguments, "argument of this tool"));
    }

    private void checkProgram(JsonNode named) {
        Path wasm = file(named);
        if (wasm != null && !wasm.getFileName().toString().endsWith(".wasm")) {
            problem(named, "the program must be a .wasm file");
        }
    }

    private void checkPermissions(JsonNode permissions, JsonNode dataSchema) {
        Collection<String> kinds = dataSchema.propertyNames();
        JsonNode entities = permissions.path("entities");
        entities.path("write").forEach(kind -> refers(kind, kinds, "kind of this Topic"));
        for (JsonNode kind : entities.path("read")) {
            if (!kind.asString("").contains(".")) {
                refers(kind, kinds, "kind of this Topic");
            }
        }
        Set<String> hosts = new HashSet<>();
        permissions.path("http").forEach(http -> hosts.add(http.path("host").asString("")));
        for (JsonNode secret : permissions.path("secrets")) {
            secret.path("hosts").forEach(host -> refers(host, hosts, "host of permissions.http"));
        }
    }

    private void checkIcon(JsonNode icon) {
        Path file = file(icon);
        if (file == null) {
            return;
        }
        if (!ICON.matcher(file.getFileName().toString()).matches()) {
            problem(icon, "an icon is a .svg, .png, .jpg or .webp file");
        }
        try {
            if (Files.size(file) > MAX_ICON_BYTES) {
                problem(icon, "the icon is larger than 64 KiB");
            }
        } catch (IOException e) {
            problem(icon, "the icon cannot be read");
        }
    }

    /// What a tool is handed is read by its program.
    private void requireRead(JsonNode kind) {
        JsonNode granted = manifest.root().path("permissions").path("entities").path("read");
        boolean named =
                granted.valueStream().anyMatch(one -> one.asString("").equals(kind.asString()));
        if (!named) {
            problem(
                    kind,
                    "the tool is handed entities of kind '"
                            + kind.asString()
                            + "', so permissions.entities.read has to name it");
        }
    }

    private void checkSchema(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        try {
            JsonSchema.compile(new SourceDocument(manifest.name(), schema));
        } catch (InvalidDocumentException e) {
            e.problems().forEach(this::add);
        }
    }

    private void refers(JsonNode name, Collection<String> names, String what) {
        if (name.isString() && !names.contains(name.asString())) {
            String text = name.asString();
            problem(name, "'" + text + "' is no " + what + Suggestion.among(text, names));
        }
    }

    private void checkPrompt(JsonNode prompt) {
        String name = prompt.path("name").asString("");
        if (skills.contains(name)) {
            problem(
                    prompt.path("name"),
                    "the prompt '"
                            + name
                            + "' and the skill in skills/"
                            + name
                            + "/SKILL.md would be prompts of one name. Rename one of them.");
        }
        Path file = file(prompt.path("file"));
        if (file == null) {
            return;
        }
        Set<String> declared = new HashSet<>();
        prompt.path("arguments").forEach(a -> declared.add(a.path("name").asString("")));
        uniqueNames(prompt.path("arguments"), "argument");
        try {
            if (Files.size(file) > MAX_PROMPT_BYTES) {
                problem(prompt.path("file"), "the template is larger than 1 MiB");
                return;
            }
            String fileName = folderName + "/" + prompt.path("file").asString();
            checkVariables(Files.readString(file), fileName, declared);
        } catch (IOException e) {
            problem(prompt.path("file"), "the template is not readable UTF-8 text");
        }
    }

    private void checkVariables(String template, String name, Set<String> declared) {
        int line = 0;
        for (String text : template.split("\n", -1)) {
            line++;
            Matcher matcher = VARIABLE.matcher(text);
            while (matcher.find()) {
                String variable = matcher.group(1).strip();
                if (!declared.contains(variable)) {
                    add(
                            new Problem(
                                    name,
                                    line,
                                    "{{"
                                            + variable
                                            + "}} is not among the prompt's arguments"
                                            + Suggestion.among(variable, declared)));
                }
            }
        }
    }

    /// The file that a value names, if it exists inside the folder; else notes the problem.
    private @Nullable Path file(JsonNode value) {
        if (!value.isString() || value.asString().isEmpty()) {
            return null; // absent, or the manifest's schema has said so
        }
        String name = value.asString();
        try {
            Path file = folder.resolve(name).normalize();
            if (name.startsWith("/") || name.contains("\\") || !file.startsWith(folder)) {
                problem(value, "'" + name + "' lies outside the Topic's folder");
                return null;
            }
            if (!Files.isRegularFile(file)) {
                problem(value, "there is no file '" + name + "' in the Topic's folder");
                return null;
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                problem(value, "'" + name + "' is a link to a file outside the Topic's folder");
                return null;
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            problem(value, "'" + name + "' is not a usable file name");
            return null;
        }
    }

    private void problem(JsonNode at, String message) {
        add(manifest.problem(at, message));
    }

    private void add(Problem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        } else if (problems.size() == MAX_PROBLEMS) {
            problems.add(new Problem(manifest.name(), 0, "and more; mend these first"));
        }
    }
}
