package dev.hqe.topics.kit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.MemoryWorkbench;
import dev.hqe.topics.kit.testing.WasmTool;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a module asks the workbench goes there and comes back whole.
class HostInWasmTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode MANIFEST =
            YAML.readTree("{id: t, permissions: {entities: {read: [Box], write: [Box]}}}");

    @TempDir private static Path directory;
    private static WasmTool wasm;

    @BeforeAll
    static void compile() throws Exception {
        Path file = directory.resolve("entities.wasm");
        CompileToWasm.main(
                new String[] {EntitiesTool.class.getName(), directory.toString(), file.toString()});
        wasm = WasmTool.compiled(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 30_000})
    void whatIsStoredIsFoundAgain(int length) {
        String data = "{\"text\":\"" + "é".repeat(length) + "\",\"size\":-1.5}";
        MemoryWorkbench workbench = workbench();

        String first = put(workbench, "t/a", data);
        String again = put(workbench, "t/a", data);

        assertThat(List.of(first, again)).containsExactly("1", "2");
        assertThat(workbench.stored()).hasSize(2);
        assertThat(wasm.call("get", "{\"kind\":\"Box\",\"id\":\"t/a\"}", workbench).out())
                .isEqualTo("[\"t/a\"," + data + "]");
        assertThat(wasm.call("get", "{\"kind\":\"Box\",\"id\":\"t/b\"}", workbench).out())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1000, 1001, 2000, 2500})
    void aQueryGoesOnUntilThereIsEnough(int max) {
        String question = "{\"name\":\"x\",\"from\":100,\"max\":" + max + "}";

        String found = wasm.call("query", question, workbench()).out();

        assertThat(YAML.readTree(found)).hasSize(Math.min(max, 2_200));
        assertThat(found)
                .startsWith("[\"b0100\"")
                .isEqualTo(JvmTool.call(EntitiesTool.TOOLS, "query", question, workbench()));
    }

    @Test
    void whatTheWorkbenchRefusesIsAnErrorThatSaysWhy() {
        String noId = "{\"kind\":\"Box\",\"id\":\"a\",\"data\":{}}";
        String noData = "{\"kind\":\"Box\",\"id\":\"t/a\",\"data\":{\"bad\":1}}";

        assertThat(wasm.call("put", noId, workbench()).error())
                .isEqualTo(
                        "entity 'a': the id of an entity that a program stores begins with 't/'\n");
        assertThat(wasm.call("put", noData, workbench()).error())
                .isEqualTo(
                        "entity 't/a': data does not follow the schema of Box; bad is unknown\n");
        assertThatThrownBy(() -> JvmTool.call(EntitiesTool.TOOLS, "put", noId))
                .isInstanceOf(ToolError.class)
                .hasMessage("the tool asks the workbench for entities, and here is none");
    }

    @Test
    void aKindThatIsNotPermittedEndsTheCall() {
        String question = "{\"kind\":\"Other\",\"id\":\"t/a\",\"data\":{}}";

        assertThatThrownBy(() -> wasm.call("put", question, workbench()))
                .hasStackTraceContaining("permissions.entities.write does not name Other");
    }

    @Test
    void aModuleImportsWhatItsToolsCall() {
        assertThat(wasm.imports())
                .filteredOn(name -> name.startsWith("extism:"))
                .containsExactly(
                        "extism:host/env.alloc",
                        "extism:host/env.free",
                        "extism:host/env.length",
                        "extism:host/env.load_u64",
                        "extism:host/env.load_u8",
                        "extism:host/env.store_u64",
                        "extism:host/env.store_u8",
                        "extism:host/user.hqe_entity_get",
                        "extism:host/user.hqe_entity_put",
                        "extism:host/user.hqe_entity_query");
    }

    private static String put(MemoryWorkbench workbench, String id, String data) {
        String input = "{\"kind\":\"Box\",\"id\":\"" + id + "\",\"data\":" + data + "}";
        return wasm.call("put", input, workbench).out();
    }

    private static MemoryWorkbench workbench() {
        List<JsonNode> boxes =
                IntStream.range(0, 2_300)
                        .mapToObj(i ->
                                "{id: b%04d, kind: Box, data: {size: %d, of: {name: x}}}"
                                        .formatted(i, i))
                        .map(YAML::readTree)
                        .toList();
        return new MemoryWorkbench(
                MANIFEST,
                (kind, data) -> data.has("bad") ? List.of("bad is unknown") : List.of(),
                boxes);
    }
}
