package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tools of Topics. Each file of code is loaded once, when it is first needed, and shared by
/// the tools that name it.
///
/// Thread-safe. Closing it lets go of the programs; the sandbox is the caller's to close.
public final class TopicTools implements ToolProvider, AutoCloseable {

    private final WasmSandbox sandbox;
    private final EntityStore entities;
    private final InstantSource clock;
    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile Offer offer = new Offer(List.of(), Map.of());

    /// What is offered from one [#reload] to the next.
    private record Offer(List<Tool> tools, Map<Path, TopicCode> code) {}

    /// @param clock the one that the road's deadlines are told by
    public TopicTools(
            Collection<Topic> topics,
            WasmSandbox sandbox,
            EntityStore entities,
            InstantSource clock) {
        this.sandbox = sandbox;
        this.entities = entities;
        this.clock = clock;
        replace(topics);
    }

    @Override
    public List<Tool> tools() {
        return offer.tools;
    }

    /// Offers the tools of these Topics instead. A file of code that has not changed stays loaded;
    /// a changed one is loaded anew, told by its size and its time of change. Calls that are going
    /// end with the code that they began with. Then the listeners are told.
    public void reload(Collection<Topic> topics) {
        replace(topics);
        listeners.tell(Runnable::run);
    }

    private synchronized void replace(Collection<Topic> topics) {
        Map<Path, TopicCode> before = offer.code;
        Map<Path, TopicCode> code = new HashMap<>();
        List<Tool> tools = new ArrayList<>();
        for (Topic topic : topics) {
            for (ToolSpec spec : topic.manifest().capabilities().tools()) {
                TopicCode program =
                        code.computeIfAbsent(
                                topic.file(spec.wasm()), file -> code(file, before.get(file)));
                tools.add(new TopicTool(topic, spec, program, entities, clock));
            }
        }
        offer = new Offer(List.copyOf(tools), Map.copyOf(code));
        before.forEach((file, old) -> {
            if (code.get(file) != old) {
                old.close();
            }
        });
    }

    private TopicCode code(Path file, @Nullable TopicCode before) {
        return before != null && before.isCurrent() ? before : new TopicCode(file, sandbox);
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// Loads the programs of these Topics now, so that compilation begins before the first call.
    /// Topics that are not offered are passed over.
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
        TopicCode code = offer.code.get(topic.file(wasm));
        if (code == null) {
            return;
        }
        try {
            code.load();
        } catch (ModuleRefusedException e) {
            String source = topic.folder().getFileName() + "/" + wasm;
            problems.add(new Problem(source, 0, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        offer.code.values().forEach(TopicCode::close);
    }
}
