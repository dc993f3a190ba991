package dev.hqe.mcp.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A function that a module can import. All of them are in three tables: [WasiFunction],
/// [EnvFunction] and [HostCall].
sealed interface ImportedFunction permits WasiFunction, EnvFunction, UserFunction {

    /// The import module it is in, for example `wasi_snapshot_preview1`.
    String module();

    String name();

    Signature signature();

    /// What must have been granted before it does anything; empty if it always works.
    Optional<Permission> permission();

    /// The function of this name, if there is one.
    static Optional<? extends ImportedFunction> named(String module, String name) {
        return switch (module) {
            case WasiFunction.MODULE -> WasiFunction.named(name);
            case EnvFunction.MODULE -> EnvFunction.named(name);
            case UserFunction.MODULE -> UserFunction.named(name);
            default -> Optional.empty();
        };
    }

    /// The import modules there are.
    static List<String> modules() {
        return List.of(WasiFunction.MODULE, EnvFunction.MODULE, UserFunction.MODULE);
    }

    /// The names in one of [#modules()].
    static Collection<String> names(String module) {
        return switch (module) {
            case WasiFunction.MODULE -> WasiFunction.names();
            case EnvFunction.MODULE -> EnvFunction.names();
            case UserFunction.MODULE -> HostCall.functions();
            default -> List.of();
        };
    }
}
