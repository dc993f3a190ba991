package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The tools of Topics. Each file of code is loaded once, when it is first needed, and shared by
/// the tools that name it.
///
/// Thread-safe. Closing it lets go of the programs; the sandbox is the caller's to close.
public final class TopicTools implements ToolProvider, AutoCloseable {

    private final WasmSandbox sandbox;
    private final ConcurrentHashMap<Path, WasmProgram> programs = new ConcurrentHashMap<>();
    private final List<Tool> tools = new ArrayList<>();

    public TopicTools(Collection<Topic> topics, WasmSandbox sandbox, EntityStore entities) {
        this.sandbox = sandbox;
        for (Topic topic : topics) {
            for (ToolSpec spec : topic.manifest().capabilities().tools()) {
                Path wasm = topic.file(spec.wasm());
                tools.add(new TopicTool(topic, spec, () -> program(wasm), entities));
            }
        }
    }

    @Override
    public List<Tool> tools() {
        return List.copyOf(tools);
    }

    /// Loads every program now, so that compilation begins before the first call.
    ///
    /// @return the programs that are not admitted, each with the reason
    public List<Problem> loadAll(Collection<Topic> topics) {
        List<Problem> problems = new ArrayList<>();
        for (Topic topic : topics) {
            topic.manifest().capabilities().tools().stream()
                    .map(ToolSpec::wasm)
                    .distinct()
                    .forEach(wasm -> load(topic, wasm, problems));
        }
        return problems;
    }

    private void load(Topic topic, String wasm, List<Problem> problems) {
        try {
            program(topic.file(wasm));
        } catch (ModuleRefusedException e) {
            String source = topic.folder().getFileName() + "/" + wasm;
            problems.add(new Problem(source, 0, String.valueOf(e.getMessage())));
        }
    }

    private WasmProgram program(Path wasm) {
        return programs.computeIfAbsent(wasm, sandbox::load);
    }

    @Override
    public void close() {
        programs.values().forEach(WasmProgram::close);
        programs.clear();
    }
}
