package dev.hqe.mcp.guest;

import dev.hqe.kernel.topic.ProgramInspection;
import dev.hqe.kernel.topic.ProgramInspection.Need;
import dev.hqe.mcp.sandbox.ModuleInspection;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.Permission;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says which permissions a program's imports mean to use, so that a manifest which does not name
/// them is found before anybody is asked to grant it. What language runtimes import on their own
/// does not count; calling it without a grant still ends the run. Thread-safe.
public final class ProgramNeeds implements ProgramInspection {

    /// What a runtime may import for itself, and a call without a grant ends the run.
    private static final Set<Permission> STOPPING = Set.of(Permission.CLOCK, Permission.ENTROPY);

    private final WasmSandbox sandbox;

    /// @param sandbox that is to run the programs
    public ProgramNeeds(WasmSandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Findings inspect(Path program) {
        try {
            List<Need> needs = new ArrayList<>();
            List<Need> doubtful = new ArrayList<>();
            for (ModuleInspection.Import each : sandbox.inspect(program).imports()) {
                if (!each.ofRuntime()) {
                    need(each).ifPresent(needs::add);
                } else if (each.permission().filter(STOPPING::contains).isPresent()) {
                    need(each).ifPresent(doubtful::add);
                }
            }
            return new Findings(needs, doubtful, List.of());
        } catch (ModuleRefusedException e) {
            return new Findings(List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Need> need(ModuleInspection.Import imported) {
        String function = imported.module() + " " + imported.function();
        return imported.permission()
                .map(permission ->
                        switch (permission) {
                            case CLOCK -> new Need("clock", function, "clock: true");
                            case ENTROPY -> new Need("entropy", function, "entropy: true");
                            case ENTITIES_READ ->
                                    new Need("read", function, "entities: {read: [KIND]}");
                            case ENTITIES_WRITE ->
                                    new Need("write", function, "entities: {write: [KIND]}");
                            case MEMORY -> new Need("memory", function, "memory: true");
                            case HTTP -> new Need("http", function, "http: [{host: HOST}]");
                            case SECRETS ->
                                    new Need(
                                            "secret",
                                            function,
                                            "secrets: [{name: NAME, hosts: [HOST]}]");
                            case EVENTS -> new Need("publish", function, "publish: [SUBJECT]");
                            case STORE -> new Need("store", function, "store: true");
                            case FILES, NETWORK, PROCESS ->
                                    new Need(permission.id(), function, permission.remedy());
                        });
    }
}
