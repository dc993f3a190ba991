package dev.hqe.mcp;

import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.mcp.ToolCalled.Ending;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The road that every tool call takes, whoever makes it: resolve, check the arguments, ask the
/// policy, run with a deadline, check the result, cap it, record, answer. [#travel] is the whole of
/// it.
///
/// Each call has a thread of its own, a virtual one unless a connection lends the one that has read
/// it. Thread-safe. Close it after everything that calls over it: running calls belong to their
/// callers, but nobody watches their deadlines any more.
public final class ToolRoad implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ToolRoad.class.getName());

    private final ToolCatalog catalog;
    private final ToolPolicy policy;
    private final ToolFront front;
    private final Consumer<ToolCalled> record;
    private final RoadLimits limits;
    private final InstantSource clock;
    private final ResultEncoder encoder;
    private final Semaphore slots;
    private final Runner runner;
    private final Fetches fetches;
    private final RunningCalls running = new RunningCalls();
    private volatile CallRecord calls = CallRecord.NONE;

    /// For callers in this process, who have their result as soon as it is written.
    private final ResultBudget callers = new ResultBudget(256 << 20);

    /// Opens a road.
    ///
    /// @param providers where the tools come from; of two tools with one name the first is kept
    /// @param policy asked before every run
    /// @param record hears of every ended call, on that call's thread; must not block for long
    /// @param limits the bounds
    /// @param clock for deadlines and facts
    public ToolRoad(
            List<ToolProvider> providers,
            ToolPolicy policy,
            Consumer<ToolCalled> record,
            RoadLimits limits,
            InstantSource clock) {
        this(providers, policy, ToolFront.PLAIN, record, limits, clock);
    }

    /// Opens a road with a front.
    ///
    /// @param front how its tools look from outside
    public ToolRoad(
            List<ToolProvider> providers,
            ToolPolicy policy,
            ToolFront front,
            Consumer<ToolCalled> record,
            RoadLimits limits,
            InstantSource clock) {
        this.catalog = new ToolCatalog(providers, limits.schemaBytes());
        this.front = front;
        this.policy = policy;
        this.record = record;
        this.limits = limits;
        this.clock = clock;
        this.encoder = new ResultEncoder(limits.resultBytes());
        this.slots = new Semaphore(limits.concurrent(), true);
        this.runner = new Runner(limits.grace().toNanos());
        this.fetches = new Fetches(runner, limits);
        front.opened(catalog::definitions);
    }

    /// Has calls recorded with what they were about, from now on. One record at a time.
    public void recordedBy(CallRecord keeper) {
        calls = keeper;
    }

    /// The calls that it has begun and not ended.
    public RunningCalls running() {
        return running;
    }

    /// The clock that its deadlines go by.
    public InstantSource clock() {
        return clock;
    }

    /// Where resources and prompts are read, within the same limits.
    Fetches fetches() {
        return fetches;
    }

    /// The tools there are, ordered by name. The same list object as long as nothing has changed.
    public List<ToolDefinition> tools() {
        return catalog.definitions();
    }

    /// The tools that somebody's listing shows, ordered by the names it shows them under. The same
    /// list object as long as nothing has changed for them.
    public List<ToolDefinition> tools(Principal principal) {
        return front.listed(principal, catalog.definitions());
    }

    /// What keeps a provider's tools from being offered: two sides that want one name. Ordered.
    public List<Problem> problems() {
        return catalog.problems();
    }

    /// Runs a listener, on a provider's thread, after the list of tools has changed, or anybody's
    /// listing of it.
    public Registration onChange(Runnable listener) {
        Registration ofTools = catalog.onChange(listener);
        Registration ofListings = front.onChange(listener);
        return () -> {
            ofTools.close();
            ofListings.close();
        };
    }

    /// How a call ended, for its caller and for the record.
    record End(ToolAnswer answer, Ending ending) {}

    /// The tool that a call of that name means, whichever of its names that is.
    ///
    /// @param access of the one who calls; what it does not open is not there
    public Optional<ToolDefinition> definition(ToolName name, Access access) {
        return entry(name, access).map(ToolCatalog.Entry::definition);
    }

    /// Whether calls of a tool become tasks; never for one that there is not.
    ///
    /// @param access as above
    public TaskSupport taskSupport(ToolName name, Access access) {
        return entry(name, access)
                .map(entry -> entry.tool().taskSupport())
                .orElse(TaskSupport.NEVER);
    }

    private Optional<ToolCatalog.Entry> entry(ToolName name, Access access) {
        ToolName meant = front.resolve(name);
        return catalog.find(meant).filter(entry -> access.scope().hasTool(meant));
    }

    /// Makes a call and waits for its answer. Interrupting the caller cancels the call.
    ///
    /// @throws InterruptedException when interrupted; the call is then cancelled
    public ToolAnswer call(ToolCall call) throws InterruptedException {
        CompletableFuture<ToolAnswer> answer = new CompletableFuture<>();
        RunningCall<?> running = start(call, answer::complete);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            running.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw new McpException("call " + call.id().value() + " ended without an answer", e);
        }
    }

    /// Makes a call and returns at once. Its result counts against a budget of the road's own for
    /// as long as `done` takes.
    ///
    /// @param done as below
    public RunningCall<?> start(ToolCall call, Consumer<ToolAnswer> done) {
        return start(call, callers, done);
    }

    /// Makes a call and returns at once.
    ///
    /// @param budget what a large result counts against, from before it is written until `done` has
    ///   returned; a call that waits for room is still bound by its deadline
    /// @param done gets the answer, exactly once: on the call's thread, or on the thread that
    ///   cancels it, or on a thread of the road's when the tool outlives its deadline
    public RunningCall<?> start(ToolCall made, ResultBudget budget, Consumer<ToolAnswer> done) {
        Instant startedAt = clock.instant();
        ToolCall call = front.read(made);
        running.begins(call, startedAt);
        try {
            RunningCall<End> started =
                    runner.start(
                            call.id(),
                            budget.lease(),
                            timeoutNanos(startedAt, call.deadline()),
                            running -> end(made, call, running),
                            new RunningCall.Endings<>(
                                    new End(new ToolAnswer.Cancelled(), Ending.CANCELLED),
                                    running -> timedOut(call, running),
                                    (running, end) -> {
                                        this.running.ends(call.id());
                                        record(call, running, startedAt, end);
                                        done.accept(end.answer());
                                    }));
            running.cancelledBy(started);
            return started;
        } catch (RuntimeException | Error e) { // it never began
            running.ends(call.id());
            throw e;
        }
    }

    @Override
    public void close() {
        runner.close();
        catalog.close();
    }

    private End end(ToolCall made, ToolCall call, RunningCall<End> running) {
        try {
            End end = travel(call, running);
            return new End(front.answer(made, call, end.answer()), end.ending());
        } catch (InterruptedException e) {
            // Only a cancellation (ended already, so this is dropped) or the deadline interrupts.
            return running.timedOut();
        } catch (CallerException e) {
            return unanswered(e);
        } catch (ProtocolFault e) {
            return running.isOverdue()
                    ? running.timedOut()
                    : new End(new ToolAnswer.Fault(e.code(), e.said(), e.data()), Ending.FAILED);
        } catch (McpException e) {
            LOG.log(Level.ERROR, "{0}", e.getMessage());
            return new End(ResultEncoder.failed(message(e)), Ending.FAILED);
        } catch (Throwable e) {
            // The edge to foreign code (policy, tool): one bad call takes nothing else down, and an
            // answer must come even for an Error.
            LOG.log(Level.ERROR, () -> broken(call, e));
            String message =
                    call.tool()
                            + " broke off ("
                            + e.getClass().getSimpleName()
                            + "); the workbench's log has the details under call "
                            + call.id().value();
            return new End(ResultEncoder.failed(message), Ending.FAILED);
        }
    }

    private static String broken(ToolCall call, Throwable e) {
        return "call "
                + call.id().value()
                + " of "
                + call.tool()
                + " broke with "
                + QuietTrace.of(e);
    }

    private static End unanswered(CallerException e) {
        return e.missing()
                .map(missing ->
                        new End(
                                new ToolAnswer.MissingCapability(message(e), missing),
                                Ending.REFUSED))
                .orElseGet(() -> new End(ResultEncoder.failed(message(e)), Ending.FAILED));
    }

    private End travel(ToolCall call, RunningCall<End> running) throws InterruptedException {
        Access access = call.principal().access();
        Optional<ToolCatalog.Entry> found =
                catalog.find(call.tool()).filter(entry -> access.scope().hasTool(call.tool()));
        if (found.isEmpty()) {
            Optional<ToolProvider.Withheld> kept =
                    catalog.withheld(call.tool())
                            .filter(tool -> access.scope().hasTool(tool.tool()));
            if (kept.isPresent()) {
                ToolOutcome refused =
                        new ToolOutcome.Refused(kept.get().message(), kept.get().fix());
                return result(call, running, refused, Ending.REFUSED);
            }
            String message = unknown(call.tool(), access);
            return new End(new ToolAnswer.UnknownTool(message), Ending.UNKNOWN_TOOL);
        }
        ToolCatalog.Entry entry = found.get();
        ToolCatalog.Entry.Schemas schemas = entry.schemas();
        List<Violation> problems = schemas.input().violations(call.arguments());
        if (!problems.isEmpty() && running.isOverdue()) {
            return running.timedOut(); // the check was interrupted, which says nothing of the value
        }
        if (!problems.isEmpty()) {
            String message = "The arguments do not fit " + call.tool() + ":\n" + lines(problems);
            return new End(new ToolAnswer.BadArguments(message), Ending.BAD_ARGUMENTS);
        }
        // After the check of the arguments: a person is not asked about what cannot run anyway.
        switch (policy.decide(asking(call, running, Optional.empty()), entry.definition())) {
            case ToolPolicy.Decision.Denied(String message, String fix) -> {
                return result(call, running, new ToolOutcome.Refused(message, fix), Ending.REFUSED);
            }
            case ToolPolicy.Decision.Allowed() -> {}
        }
        if (!slots.tryAcquire(running.remainingNanos(), TimeUnit.NANOSECONDS)) {
            return busy(call, running);
        }
        try {
            ToolOutcome outcome = entry.tool().call(asking(call, running, Optional.of(slots)));
            if (running.isOverdue() && !(outcome instanceof ToolOutcome.Ok)) {
                return running.timedOut();
            }
            // Still in its slot: results that wait to be written take memory like tools that run.
            return checked(call, running, schemas, outcome);
        } finally {
            slots.release();
        }
    }

    private static ToolCall asking(
            ToolCall call, RunningCall<End> running, Optional<Semaphore> place) {
        return call.from(new PatientCaller(call.caller(), running, place));
    }

    private End checked(
            ToolCall call,
            RunningCall<End> running,
            ToolCatalog.Entry.Schemas schemas,
            ToolOutcome outcome)
            throws InterruptedException {
        return switch (outcome) {
            case ToolOutcome.Refused refused -> result(call, running, refused, Ending.REFUSED);
            case ToolOutcome.Failed failed -> result(call, running, failed, Ending.FAILED);
            // What another server answers is checked by whoever asked it, in the terms it was told.
            case ToolOutcome.Relayed relayed ->
                    result(call, running, relayed, relayed.isError() ? Ending.FAILED : Ending.OK);
            case ToolOutcome.Ok ok -> {
                List<Violation> problems =
                        schemas.output()
                                .map(schema -> misfits(schema, ok.structured()))
                                .orElse(List.of());
                if (problems.isEmpty()) {
                    yield result(call, running, ok, Ending.OK);
                }
                String message =
                        call.tool()
                                + " answered against its own output schema, which is a defect of"
                                + " the tool:\n"
                                + lines(problems);
                yield result(call, running, new ToolOutcome.Failed(message), Ending.FAILED);
            }
        };
    }

    private static List<Violation> misfits(JsonSchema schema, JsonNode structured) {
        return structured instanceof MissingNode
                ? List.of(new Violation("", structured, "there is no structured result"))
                : schema.violations(structured);
    }

    private End result(ToolCall call, RunningCall<End> running, ToolOutcome outcome, Ending ending)
            throws InterruptedException {
        ToolAnswer.Result result = encoder.encode(call.tool(), outcome, running.lease());
        boolean spoilt = ending == Ending.OK && result.outcome() instanceof ToolOutcome.Failed;
        return new End(result, spoilt ? Ending.FAILED : ending);
    }

    private End busy(ToolCall call, RunningCall<End> running) throws InterruptedException {
        return result(
                call,
                running,
                new ToolOutcome.Refused(
                        call.tool()
                                + " did not run: "
                                + limits.concurrent()
                                + " tools were running all the while until the deadline",
                        "Call it again later."),
                Ending.REFUSED);
    }

    private static End timedOut(ToolCall call, RunningCall<End> running) {
        String message =
                call.tool()
                        + " was stopped at its deadline after "
                        + running.millis()
                        + " ms. Ask it for less, or call it with more time.";
        return new End(ResultEncoder.failed(message), Ending.TIMED_OUT);
    }

    private void record(ToolCall call, RunningCall<End> running, Instant startedAt, End end) {
        long bytes = end.answer() instanceof ToolAnswer.Result(var _, var json) ? json.size() : 0;
        ToolCalled ended =
                new ToolCalled(
                        call.id(),
                        call.principal(),
                        call.tool(),
                        end.ending(),
                        startedAt,
                        running.millis(),
                        bytes);
        try {
            record.accept(ended);
            calls.ended(ended, call, end.answer());
        } catch (RuntimeException e) {
            // The answer belongs to the caller; a listener that fails must not keep it back.
            LOG.log(
                    Level.ERROR,
                    () -> "could not record call " + call.id().value() + ": " + QuietTrace.of(e));
        }
    }

    private long timeoutNanos(Instant now, Instant deadline) {
        if (deadline.isAfter(now.plus(limits.timeout()))) {
            return limits.timeout().toNanos();
        }
        return Math.max(0, Duration.between(now, deadline).toNanos());
    }

    /// Names no tool that the caller cannot see.
    private String unknown(ToolName name, Access access) {
        String asked = Quoted.brief(name.value());
        List<String> names =
                catalog.definitions().stream()
                        .map(ToolDefinition::name)
                        .filter(access.scope()::hasTool)
                        .map(ToolName::value)
                        .toList();
        return "Unknown tool: " + asked + Suggestion.among(asked, names);
    }

    private static String lines(List<Violation> problems) {
        return problems.stream().map(problem -> "- " + problem).collect(Collectors.joining("\n"));
    }

    private static String message(McpException e) {
        String message = e.getMessage();
        return message == null ? "" : message;
    }
}
