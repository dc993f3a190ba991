package dev.hqe.topics.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.Tools;
import dev.hqe.topics.kit.testing.WasmTool.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What holds of every first-party Topic's folder: its manifest names files that are there, its
/// prompts use what they declare, its module asks for nothing but arguments, standard streams, exit
/// and what its permissions say, and every case of `tests/*.yaml` holds in Wasm and on the JVM,
/// with the same bytes and the same stored entities in both. A Topic's test extends it:
///
/// ```java
/// class FinanceTopicTest extends TopicFolderContract {
///     FinanceTopicTest() {
///         super(Main.TOOLS);
///     }
/// }
/// ```
///
/// The folder is the system property `topic.dir`, which the build sets, or else `target/topic`. All
/// tools are in one module.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TopicFolderContract {
    /// The folder that the build has made.
    public static final Path TOPIC = Path.of(System.getProperty("topic.dir", "target/topic"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final List<String> WASI =
            Stream.of("args_get", "args_sizes_get", "fd_read", "fd_write", "proc_exit")
                    .map(name -> "wasi_snapshot_preview1." + name)
                    .toList();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Tools program;
    private final JsonNode manifest = YAML.readTree(read("topic.yaml"));
    private final Map<String, JsonNode> declared =
            manifest.at("/capabilities/tools")
                    .valueStream()
                    .collect(
                            Collectors.toMap(
                                    tool -> tool.get("name").asString(), Function.identity()));
    private final WasmTool wasm = WasmTool.interpreted(TOPIC.resolve(wasmFile()));

    /// @param program what the module's main class serves
    protected TopicFolderContract(Tools program) {
        this.program = program;
    }

    @TestFactory
    Stream<DynamicTest> goldenCasesHold() {
        List<Golden> cases = goldenCases();
        assertThat(cases).extracting(Golden::tool).containsAll(declared.keySet());
        return cases.stream().map(golden -> dynamicTest(golden.name(), () -> assertHolds(golden)));
    }

    @Test
    void everyFileThatTheManifestNamesIsThere() {
        Stream<JsonNode> files =
                Stream.of(
                                declared.values().stream().map(tool -> tool.get("wasm")),
                                files("/capabilities/prompts"),
                                files("/capabilities/flows"),
                                manifest.path("data_schema").valueStream())
                        .flatMap(Function.identity());

        assertThat(files.map(JsonNode::asString))
                .allMatch(file -> Files.isRegularFile(TOPIC.resolve(file)));
    }

    @Test
    void theManifestAndTheProgramHaveTheSameTools() {
        assertThat(declared.values())
                .extracting(tool -> tool.at("/args/0").asString())
                .containsExactlyInAnyOrderElementsOf(program.names());
    }

    @Test
    void promptsUseTheVariablesThatTheyDeclare() {
        for (JsonNode prompt : manifest.at("/capabilities/prompts")) {
            String template = read(prompt.get("file").asString());

            Stream<String> used = VARIABLE.matcher(template).results().map(m -> m.group(1));

            assertThat(used.distinct())
                    .as(prompt.get("name").asString())
                    .containsExactlyInAnyOrderElementsOf(
                            prompt.path("arguments")
                                    .valueStream()
                                    .map(argument -> argument.get("name").asString())
                                    .toList());
        }
    }

    @Test
    void theModuleAsksForNothingButStandardStreamsAndWhatItsPermissionsSay() {
        JsonNode entities = manifest.at("/permissions/entities");
        List<String> allowed = new ArrayList<>(WASI);
        allowed.addAll(
                BlockImports.allowed(!entities.path("read").isEmpty(), entities.has("write")));

        assertThat(wasm.imports()).isSubsetOf(allowed);
    }

    @Test
    void whatItMayStoreIsStoredInSomeCase() {
        Set<String> stored =
                goldenCases().stream()
                        .flatMap(golden -> golden.storedKinds().stream())
                        .collect(Collectors.toSet());

        assertThat(manifest.at("/permissions/entities/write").valueStream())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    /// The schema of a kind of entity in the manifest's `data_schema`.
    protected JsonNode schema(String kind) {
        return JSON.readTree(read(manifest.get("data_schema").get(kind).asString()));
    }

    /// Fails unless a JSON text is what a schema says.
    protected static void assertValid(JsonNode schema, String json) {
        Schema compiled = SCHEMAS.getSchema(schema);
        assertThat(compiled.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    /// A workbench with these entities, which answers what a tool of this Topic asks of it.
    protected MemoryWorkbench workbench(List<JsonNode> entities) {
        return new MemoryWorkbench(manifest, this::violations, entities);
    }

    private List<String> violations(String kind, JsonNode data) {
        return SCHEMAS.getSchema(schema(kind)).validate(data.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private void assertHolds(Golden golden) {
        JsonNode tool =
                Objects.requireNonNull(
                        declared.get(golden.tool()), "the manifest has no tool " + golden.tool());
        for (JsonNode entity : golden.entities()) {
            assertValid(schema(entity.get("kind").asString()), entity.get("data").toString());
        }
        String name = tool.at("/args/0").asString();
        String input = golden.input(tool.path("reads"));
        MemoryWorkbench workbench = workbench(golden.entities());
        MemoryWorkbench onTheJvm = workbench(golden.entities());

        Answer answer = wasm.call(name, input, workbench);

        if (golden.error().isPresent()) {
            assertThat(answer.code()).as(answer.out()).isEqualTo(1);
            assertThat(answer.error()).contains(golden.error().get());
            assertThatThrownBy(() -> JvmTool.call(program, name, input, onTheJvm))
                    .isInstanceOf(ToolError.class)
                    .hasMessage(answer.error().strip());
        } else {
            assertThat(answer.error()).isEmpty();
            assertValid(tool.get("input_schema"), golden.arguments());
            golden.assertHolds(JSON.readTree(answer.out()));
            if (tool.has("output_schema")) {
                assertValid(tool.get("output_schema"), answer.out());
            }
            assertThat(JvmTool.call(program, name, input, onTheJvm)).isEqualTo(answer.out());
        }
        golden.assertStored(workbench.stored());
        assertThat(onTheJvm.stored()).isEqualTo(workbench.stored());
    }

    private static List<Golden> goldenCases() {
        try (Stream<Path> files = Files.list(TOPIC.resolve("tests"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file ->
                            YAML.readTree(read("tests/" + file.getFileName()))
                                    .valueStream()
                                    .map(node -> new Golden(file.getFileName() + "", node)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + TOPIC.resolve("tests"), e);
        }
    }

    private String wasmFile() {
        return declared.values().iterator().next().get("wasm").asString();
    }

    private Stream<JsonNode> files(String list) {
        return manifest.at(list).valueStream().map(node -> node.get("file"));
    }

    private static String read(String file) {
        try {
            return Files.readString(TOPIC.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TOPIC.resolve(file), e);
        }
    }
}
