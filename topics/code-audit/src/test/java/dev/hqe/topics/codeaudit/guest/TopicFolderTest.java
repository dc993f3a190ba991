package dev.hqe.topics.codeaudit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hqe.topics.codeaudit.guest.WasmModuleUnderTest.Answer;
import dev.hqe.topics.codeaudit.secrets.Rule;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The assembled folder: its golden cases against the real module, and its parts against each
/// other.
class TopicFolderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final WasmModuleUnderTest WASM = WasmModuleUnderTest.interpreted();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode MANIFEST = yaml(WasmModuleUnderTest.TOPIC.resolve("topic.yaml"));

    /// One case of `tests/*.yaml`.
    record Golden(String file, JsonNode node) {
        @Override
        public String toString() {
            return file + ": " + node.get("name").asString();
        }
    }

    static Stream<Golden> goldenCases() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(WasmModuleUnderTest.TOPIC.resolve("tests"))) {
            files = list.sorted().toList();
        }
        return files.stream()
                .flatMap(file ->
                        yaml(file)
                                .valueStream()
                                .map(node -> new Golden(file.getFileName() + "", node)));
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void goldenCasesHold(Golden golden) {
        String tool = golden.node().get("tool").asString();
        JsonNode declared = Objects.requireNonNull(tools().get(tool), tool);
        StringBuilder input = new StringBuilder(golden.node().get("arguments").toString());
        golden.node().path("entities").forEach(entity -> input.append('\n').append(entity));

        Answer answer = WASM.call(tool, input.toString());

        assertThat(answer.error()).isEmpty();
        assertValid(declared.get("input_schema"), golden.node().get("arguments").toString());
        golden.node()
                .path("entities")
                .forEach(entity -> assertValid(schema("source-file"), entity.get("data") + ""));
        assertValid(declared.get("output_schema"), answer.out());
        assertSubset(golden.node().get("expect"), JSON.readTree(answer.out()), "$");
        assertThat(JvmTool.call(tool, input.toString())).isEqualTo(answer.out());
    }

    @Test
    void findingsAreWhatTheirSchemaSays() {
        Answer answer =
                WASM.call("find_secrets", "{\"text\":\"x AKIA2345ABCD2345ABCD\",\"path\":\"p\"}");

        JsonNode finding = JSON.readTree(answer.out()).get("findings").get(0);

        assertValid(schema("finding"), finding.toString());
        assertThat(finding.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        schema("finding").get("properties").propertyNames());
    }

    @Test
    void everyFileThatTheManifestNamesIsThere() {
        var named =
                Stream.of(
                                tools().values().stream().map(tool -> tool.get("wasm")),
                                MANIFEST.at("/capabilities/prompts")
                                        .valueStream()
                                        .map(prompt -> prompt.get("file")),
                                MANIFEST.get("data_schema").valueStream())
                        .flatMap(Function.identity())
                        .map(JsonNode::asString);

        assertThat(tools()).containsOnlyKeys("find_secrets", "redact", "restore");
        assertThat(named).allMatch(file -> Files.exists(WasmModuleUnderTest.TOPIC.resolve(file)));
    }

    @Test
    void thePromptUsesTheVariablesThatItDeclares() {
        JsonNode prompt = MANIFEST.at("/capabilities/prompts/0");
        String template = read(WasmModuleUnderTest.TOPIC.resolve(prompt.get("file").asString()));

        var used =
                Pattern.compile("\\{\\{(\\w+)}}").matcher(template).results().map(m -> m.group(1));

        assertThat(used.distinct())
                .containsExactlyInAnyOrderElementsOf(
                        prompt.get("arguments")
                                .valueStream()
                                .map(argument -> argument.get("name").asString())
                                .toList());
    }

    @Test
    void theReadmeListsEveryRule() {
        String readme = read(Path.of("README.md"));
        String table =
                RuleBook.standard().rules().stream()
                        .map(TopicFolderTest::row)
                        .collect(Collectors.joining("\n"));

        assertThat(readme)
                .as("replace the rows of the table in README.md by these:%n%s%n", table)
                .contains("|---|---|---|---|\n" + table + "\n");
    }

    private static String row(Rule rule) {
        String mark = rule.fingerprinted() ? "yes" : "";
        return "| `"
                + rule.id()
                + "` | "
                + rule.title()
                + " | "
                + rule.severity().label()
                + " | "
                + mark
                + " |";
    }

    private static void assertSubset(JsonNode expected, JsonNode actual, String at) {
        if (expected.isObject()) {
            boolean exact = expected.isEmpty();
            assertThat(actual.isObject()).as(at).isTrue();
            assertThat(!exact || actual.isEmpty()).as(at + " is empty").isTrue();
            expected.properties()
                    .forEach(e ->
                            assertSubset(
                                    e.getValue(), actual.path(e.getKey()), at + "." + e.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(at + ".size of " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertSubset(expected.get(i), actual.get(i), at + "[" + i + "]");
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble()).as(at).isEqualTo(expected.asDouble());
        } else {
            assertThat(actual).as(at).isEqualTo(expected);
        }
    }

    private static Map<String, JsonNode> tools() {
        return MANIFEST.at("/capabilities/tools")
                .valueStream()
                .collect(
                        Collectors.toMap(tool -> tool.get("name").asString(), Function.identity()));
    }

    private static JsonNode schema(String name) {
        return JSON.readTree(read(WasmModuleUnderTest.TOPIC.resolve("schemas/" + name + ".json")));
    }

    private static void assertValid(JsonNode schema, String json) {
        Schema compiled = SCHEMAS.getSchema(schema);
        assertThat(compiled.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    private static JsonNode yaml(Path file) {
        return YAML.readTree(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
