package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.TopicHosts;
import dev.hqe.mcp.sandbox.CircuitChange;
import dev.hqe.mcp.sandbox.GroupLimits;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.PausedProgram;
import dev.hqe.mcp.sandbox.RunGroup;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tools of Topics, and their transforms. Each file of code is loaded once, when it is first
/// needed, and shared by all that name it.
///
/// Thread-safe. Closing it lets go of the programs; the sandbox is the caller's to close.
public final class TopicTools implements ToolProvider, AutoCloseable {

    /// Records that may wait for a place: those of every file that is read.
    private static final int WAITING_RECORDS = 10_000;

    private final WasmSandbox sandbox;
    private final GuestServices services;
    private final Listeners<Runnable> listeners = new Listeners<>();

    private volatile Offer offer = new Offer(List.of(), Map.of(), Map.of());

    /// What is offered from one [#reload] to the next.
    private record Offer(
            List<Tool> tools, Map<Path, TopicCode> code, Map<TopicId, TopicRun> runs) {}

    /// @param services with the clock that the road's deadlines are told by
    public TopicTools(Collection<Topic> topics, WasmSandbox sandbox, GuestServices services) {
        this.sandbox = sandbox;
        this.services = services;
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

    /// Ends what is going of a Topic, at once: its programs are stopped, whatever they ask for from
    /// now on is refused, and the callers are told that it was revoked. Calls that are made with
    /// what is offered now are refused too. A [#reload] that offers the Topic again begins anew.
    public synchronized void revoke(TopicId id) {
        TopicRun run = offer.runs.get(id);
        if (run != null) {
            run.revoke();
        }
    }

    private synchronized void replace(Collection<Topic> topics) {
        Map<Path, TopicCode> before = offer.code;
        Map<Path, TopicCode> code = new HashMap<>();
        Map<TopicId, TopicRun> runs = new HashMap<>();
        List<Tool> tools = new ArrayList<>();
        for (Topic topic : topics) {
            TopicRun run = run(topic, offer.runs.get(topic.id()));
            runs.put(topic.id(), run);
            for (ToolSpec spec : topic.manifest().capabilities().tools()) {
                TopicCode program =
                        code.computeIfAbsent(
                                topic.file(spec.wasm()), file -> code(file, before.get(file)));
                tools.add(new TopicTool(run, spec, program));
            }
            for (TransformSpec spec : topic.manifest().capabilities().transforms()) {
                code.computeIfAbsent(topic.file(spec.wasm()), file -> code(file, before.get(file)));
            }
        }
        offer = new Offer(List.copyOf(tools), Map.copyOf(code), Map.copyOf(runs));
        before.forEach((file, old) -> {
            if (code.get(file) != old) {
                old.close();
            }
        });
    }

    /// A Topic that was there before keeps its group: who waits in it and what is paused. One that
    /// was revoked meanwhile gets another.
    private TopicRun run(Topic topic, @Nullable TopicRun before) {
        TopicHosts hosts = new TopicHosts(topic, topic.manifest().permissions(), services);
        return before == null || before.isRevoked()
                ? new TopicRun(topic, services, hosts, group(topic.id()), transforms(topic.id()))
                : new TopicRun(topic, services, hosts, before.group(), before.transforms());
    }

    /// Half of the sandbox's places, so that no Topic keeps all others waiting.
    private RunGroup group(TopicId topic) {
        int places = Math.max(1, sandbox.limits().run().concurrent() / 2);
        GroupLimits limits =
                GroupLimits.DEFAULT.withConcurrency(places, GroupLimits.DEFAULT.waiting());
        return sandbox.group(topic.value(), limits, services.clock(), this::tell);
    }

    /// A quarter of them, which sources that are being read leave to agents the more. Nothing is
    /// paused in it.
    private RunGroup transforms(TopicId topic) {
        int places = Math.max(1, sandbox.limits().run().concurrent() / 4);
        GroupLimits usual = GroupLimits.DEFAULT;
        GroupLimits limits =
                new GroupLimits(
                        places,
                        WAITING_RECORDS,
                        Integer.MAX_VALUE,
                        usual.window(),
                        usual.firstPause(),
                        usual.longestPause());
        return sandbox.group(topic.value(), limits, services.clock(), change -> {});
    }

    /// A transform of a Topic that is offered now, if there is one of this name.
    public Optional<TopicTransform> transform(TopicId id, String name) {
        Offer now = offer;
        return Optional.ofNullable(now.runs.get(id))
                .flatMap(run -> run.topic().transform(name).map(spec -> transform(now, run, spec)));
    }

    private TopicTransform transform(Offer now, TopicRun run, TransformSpec spec) {
        Path file = run.topic().file(spec.wasm());
        TopicCode code = Objects.requireNonNull(now.code.get(file), "every program is offered");
        return new TopicTransform(
                run,
                spec,
                code,
                () -> code.equals(offer.code.get(file)) && isOffered(run.topic().id(), spec));
    }

    private boolean isOffered(TopicId id, TransformSpec spec) {
        TopicRun run = offer.runs.get(id);
        return run != null && run.topic().transform(spec.name()).filter(spec::equals).isPresent();
    }

    private void tell(CircuitChange change) {
        TopicId topic = new TopicId(change.group());
        TopicRun run = offer.runs.get(topic);
        List<String> tools = run == null ? List.of() : toolsOf(run, change.program());
        services.facts()
                .accept(
                        change.open()
                                ? new TopicTripped(
                                        topic,
                                        change.program(),
                                        tools,
                                        change.reason(),
                                        change.retryAt())
                                : new TopicRecovered(topic, change.program(), tools));
    }

    private static List<String> toolsOf(TopicRun run, String program) {
        return run.topic().manifest().capabilities().tools().stream()
                .filter(tool -> isIn(tool.wasm(), program))
                .map(tool -> run.topic().id() + "." + tool.name())
                .toList();
    }

    /// What is not called for a while because it kept failing, by Topic.
    public List<PausedTools> paused() {
        return offer.runs.values().stream()
                .sorted(Comparator.comparing(run -> run.topic().id()))
                .flatMap(run -> paused(run, run.group().paused()))
                .toList();
    }

    /// Lets what is paused of a Topic be called again now.
    ///
    /// @return what was paused
    public List<PausedTools> resume(TopicId id) {
        TopicRun run = offer.runs.get(id);
        return run == null ? List.of() : paused(run, run.group().resume()).toList();
    }

    private static Stream<PausedTools> paused(TopicRun run, List<PausedProgram> programs) {
        return programs.stream()
                .map(one -> new PausedTools(run.topic().id(), one, toolsOf(run, one.program())));
    }

    private static boolean isIn(String file, String program) {
        return file.equals(program) || file.endsWith("/" + program);
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
            topic.programs().forEach(wasm -> load(topic, wasm, problems));
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
