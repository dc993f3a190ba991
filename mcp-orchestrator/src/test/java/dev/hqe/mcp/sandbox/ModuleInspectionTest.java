package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a module's bytes say about what it will ask for.
class ModuleInspectionTest {
    @TempDir private Path directory;

    private ModuleInspection inspect(byte[] wasm) throws IOException {
        return ModuleInspection.of(Files.write(directory.resolve("tool.wasm"), wasm));
    }

    @Test
    void tellsAWasiCommand() throws IOException {
        ModuleInspection inspection = inspect(Guests.rich());

        assertThat(inspection.name()).isEqualTo("tool.wasm");
        assertThat(inspection.command()).isTrue();
        assertThat(inspection.callable()).isEmpty();
        assertThat(inspection.permissions()).isEmpty();
        assertThat(inspection.memoryPages()).isEqualTo(1);
        assertThat(inspection.sha256()).hasSize(64);
    }

    @Test
    void tellsWhatTheRuntimeImportsFromWhatIsIntended() throws IOException {
        var module = new WasmModuleBuilder();
        module.wasi("clock_time_get");
        module.wasi("path_open");
        module.imported(UserFunction.MODULE, "hqe_memory_search", "j:j");
        module.imported(UserFunction.MODULE, "hqe_entity_put", "j:j");

        ModuleInspection inspection = inspect(module.main("", c -> {}).build());

        assertThat(inspection.permissions())
                .containsExactly(
                        Permission.FILES,
                        Permission.CLOCK,
                        Permission.ENTITIES_WRITE,
                        Permission.MEMORY);
        assertThat(inspection.intended())
                .containsExactly(Permission.ENTITIES_WRITE, Permission.MEMORY);
    }

    @Test
    void listsTheExportsOfAPluginWithoutThoseOfItsRuntime() throws IOException {
        var module = new WasmModuleBuilder();
        int nothing = module.function(":", "", c -> {});
        int adds = module.function("ii:i", "", c -> c.get(0).get(1).op(0x6a));

        ModuleInspection inspection =
                inspect(
                        module.export("_initialize", 0, nothing)
                                .export("add", 0, adds)
                                .export("reset", 0, nothing)
                                .exported("describe", "", c -> c.i32(0))
                                .build());

        assertThat(inspection.command()).isFalse();
        assertThat(inspection.callable()).containsExactly("reset", "describe");
    }

    @Test
    void suggestsTheHostFunctionThatWasMeant() {
        var module = new WasmModuleBuilder();
        module.imported(UserFunction.MODULE, "hqe_entity_gett", "j:j");

        assertThatThrownBy(() -> inspect(module.main("", c -> {}).build()))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining(
                        "imports unknown function 'extism:host/user.hqe_entity_gett' (did you mean"
                                + " 'hqe_entity_get'?)");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ModuleInspection.of(directory.resolve("absent.wasm")))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageStartingWith("absent.wasm: cannot be read");
    }
}
