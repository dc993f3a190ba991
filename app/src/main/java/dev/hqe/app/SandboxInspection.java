package dev.hqe.app;

import dev.hqe.kernel.topic.ProgramInspection;
import dev.hqe.mcp.sandbox.ModuleInspection;
import dev.hqe.mcp.sandbox.ModuleInspection.Import;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.Permission;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the sandbox says of a program before it runs: whether it is admitted, and what its author
/// must have meant to use. Imports that a language's runtime brings along say nothing of that; they
/// are refused when they are called.
public record SandboxInspection(WasmSandbox sandbox) implements ProgramInspection {

    @Override
    public Findings inspect(Path program) {
        try {
            sandbox.load(program).close();
            ModuleInspection found = ModuleInspection.of(program, sandbox.limits());
            List<Need> needs = new ArrayList<>();
            for (Import one : found.imports()) {
                one.permission()
                        .filter(permission -> !one.ofRuntime())
                        .flatMap(permission -> need(permission, one))
                        .ifPresent(needs::add);
            }
            return new Findings(needs, List.of());
        } catch (ModuleRefusedException e) {
            return new Findings(List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Need> need(Permission permission, Import one) {
        String function = one.module() + " " + one.function();
        return switch (permission) {
            case FILES, NETWORK, PROCESS -> Optional.empty(); // nobody can grant them
            case CLOCK -> Optional.of(new Need("clock", function, "clock: true"));
            case ENTROPY -> Optional.of(new Need("entropy", function, "entropy: true"));
            case ENTITIES_READ ->
                    Optional.of(new Need("read", function, "entities: {read: [KIND]}"));
            case ENTITIES_WRITE ->
                    Optional.of(new Need("write", function, "entities: {write: [KIND]}"));
            case MEMORY -> Optional.of(new Need("memory", function, "memory: true"));
            case HTTP -> Optional.of(new Need("http", function, "http: [{host: HOST}]"));
            case SECRETS ->
                    Optional.of(
                            new Need("secret", function, "secrets: [{name: NAME, hosts: [HOST]}]"));
            case EVENTS -> Optional.of(new Need("publish", function, "publish: [SUBJECT]"));
            case STORE -> Optional.of(new Need("store", function, "store: true"));
        };
    }
}
