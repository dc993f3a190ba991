package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.Filter;
import dev.hqe.kernel.topic.TopicManifest.Reads;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.sandbox.CircuitOpen;
import dev.hqe.mcp.sandbox.DeadlineExceeded;
import dev.hqe.mcp.sandbox.GuestFault;
import dev.hqe.mcp.sandbox.HostFault;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.PermissionFault;
import dev.hqe.mcp.sandbox.RunInterrupted;
import dev.hqe.mcp.sandbox.SandboxBusy;
import dev.hqe.mcp.sandbox.SandboxException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmRun;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Topic's tool: its WASI program, run once per call.
///
/// The program gets JSON Lines on standard input: first the arguments, then, if the manifest says
/// `reads`, one entity per line. It answers with one JSON value on standard output and exit code 0,
/// or with a message on standard error and another exit code.
final class TopicTool implements Tool {

    private static final Logger LOG = System.getLogger(TopicTool.class.getName());

    /// How long a call waits for the program's compilation, which pays off many times over.
    private static final Duration COMPILE_WAIT = Duration.ofSeconds(10);

    /// How long a run may take, and how much longer for each entity it is handed.
    private static final Duration RUN = Duration.ofSeconds(10);

    private static final Duration RUN_PER_ENTITY = Duration.ofMillis(20);
    private static final int MAX_MESSAGE = 1000;

    private final Topic topic;
    private final ToolSpec spec;
    private final TopicCode program;
    private final EntityStore entities;
    private final InstantSource clock;
    private final ToolDefinition definition;

    TopicTool(
            Topic topic,
            ToolSpec spec,
            TopicCode program,
            EntityStore entities,
            InstantSource clock) {
        this.topic = topic;
        this.spec = spec;
        this.program = program;
        this.entities = entities;
        this.clock = clock;
        ToolDefinition plain =
                ToolDefinition.of(
                                new ToolName(topic.id() + "." + spec.name()),
                                spec.description(),
                                spec.inputSchema())
                        .titled(spec.title())
                        .annotated(spec.annotations())
                        .from(ToolOrigin.topic(topic.id().value()));
        this.definition = spec.outputSchema().map(plain::returning).orElse(plain);
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public ToolOutcome call(ToolCall call) throws InterruptedException {
        try {
            return program.use(loaded -> run(loaded, call));
        } catch (SandboxException e) {
            return outcome(e);
        }
    }

    private ToolOutcome run(WasmProgram loaded, ToolCall call) {
        loaded.awaitCompiled(COMPILE_WAIT);
        try (ProgramInput input = input(call)) {
            return outcome(loaded.run(arguments(), input, time(call, input.total())));
        }
    }

    private ProgramInput input(ToolCall call) {
        Optional<EntityQuery> query = spec.reads().flatMap(reads -> query(reads, call.arguments()));
        if (query.isEmpty()) {
            return ProgramInput.of(call.arguments());
        }
        long total = entities.count(query.get());
        return ProgramInput.of(
                call.arguments(),
                entities.scan(query.get()),
                total,
                count -> call.progress().report((double) count, (double) total, spec.title()));
    }

    private List<String> arguments() {
        return switch (spec.entry()) {
            case Entry.Command command -> command.args();
            case Entry.Export export ->
                    throw new IllegalStateException(
                            export.function() + ": plugins are not called yet");
        };
    }

    /// What the program is handed; empty if the call says that it needs nothing.
    private Optional<EntityQuery> query(Reads reads, ObjectNode arguments) {
        if (reads.unless().filter(arguments::has).isPresent()) {
            return Optional.empty();
        }
        EntityQuery query = EntityQuery.all().topic(topic.id()).kind(reads.kind());
        for (Filter filter : reads.where()) {
            JsonNode value = arguments.path(filter.argument());
            if (value.isValueNode() && !value.isNull()) {
                query =
                        query.where(
                                new Condition(
                                        filter.path(),
                                        filter.operator(),
                                        ConditionValue.of(value)));
            }
        }
        return Optional.of(query);
    }

    private Duration time(ToolCall call, long entities) {
        Duration allowed = RUN.plus(RUN_PER_ENTITY.multipliedBy(entities));
        if (call.deadline().equals(Instant.MAX)) {
            return allowed;
        }
        Duration left = Duration.between(clock.instant(), call.deadline());
        Duration time = left.compareTo(allowed) < 0 ? left : allowed;
        return time.isPositive() ? time : Duration.ofMillis(1);
    }

    private ToolOutcome outcome(WasmRun run) {
        if (run.exitCode() != 0) {
            String said = run.stderr().strip();
            return new ToolOutcome.Failed(
                    said.isEmpty()
                            ? definition.name() + " ended with exit code " + run.exitCode()
                            : said.substring(0, Math.min(said.length(), MAX_MESSAGE)));
        }
        try {
            JsonNode answer = Json.MAPPER.readTree(run.stdout());
            return answer.isMissingNode() ? noJson(run) : ToolOutcome.Ok.structured(answer);
        } catch (JacksonException e) {
            return noJson(run);
        }
    }

    private ToolOutcome noJson(WasmRun run) {
        return new ToolOutcome.Failed(
                definition.name()
                        + " answered with something that is not JSON, which is a defect of the"
                        + " tool; it begins: "
                        + beginning(run.stdout()));
    }

    private static String beginning(byte[] output) {
        String text = new String(output, 0, Math.min(output.length, 80), StandardCharsets.UTF_8);
        return output.length == 0 ? "(nothing)" : text.replaceAll("\\p{Cntrl}", " ");
    }

    private static ToolOutcome outcome(SandboxException e) throws InterruptedException {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case RunInterrupted interrupted -> throw cancelled(interrupted);
            case CircuitOpen paused ->
                    new ToolOutcome.Refused(message, "Call it again after the pause.");
            case SandboxBusy busy -> new ToolOutcome.Refused(message, "Call it again later.");
            case PermissionFault fault ->
                    new ToolOutcome.Refused(message, "Use a version of the Topic without that.");
            case ModuleRefusedException refused -> new ToolOutcome.Failed(message);
            case GuestFault fault -> new ToolOutcome.Failed(message);
            case DeadlineExceeded late -> new ToolOutcome.Failed(message);
            case HostFault fault -> {
                LOG.log(Level.ERROR, () -> "a program's host broke with " + QuietTrace.of(fault));
                yield new ToolOutcome.Failed(message);
            }
        };
    }

    private static InterruptedException cancelled(RunInterrupted cause) {
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }
}
