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
import dev.hqe.mcp.guest.TopicHost;
import dev.hqe.mcp.sandbox.RunGrant;
import dev.hqe.mcp.sandbox.SandboxException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Topic's tool: its program, run once per call with what the Topic is granted.
///
/// A WASI command gets JSON Lines on standard input: first the arguments, then, if the manifest
/// says `reads`, one entity per line. It answers with one JSON value on standard output and exit
/// code 0, or with a message on standard error and another exit code. A function of an Extism
/// plugin gets the arguments as its input and answers with its output, JSON or any text, or with
/// its error.
final class TopicTool implements Tool {

    private final TopicRun run;
    private final Topic topic;
    private final ToolSpec spec;
    private final TopicCode program;
    private final EntityStore entities;
    private final InstantSource clock;
    private final ToolDefinition definition;

    TopicTool(TopicRun run, ToolSpec spec, TopicCode program) {
        this.run = run;
        this.topic = run.topic();
        this.spec = spec;
        this.program = program;
        this.entities = run.services().entities();
        this.clock = run.services().clock();
        ToolDefinition plain =
                ToolDefinition.of(
                                new ToolName(topic.id() + "." + spec.name()),
                                spec.description(),
                                spec.inputSchema())
                        .titled(spec.title())
                        .annotated(spec.annotations())
                        .from(ToolOrigin.topic(topic.id().value()));
        this.definition =
                ToolIcons.on(spec.outputSchema().map(plain::returning).orElse(plain), topic, spec);
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
            return SandboxEnds.outcome(e, topic.id());
        }
    }

    private ToolOutcome run(WasmProgram loaded, ToolCall call) {
        loaded.awaitCompiled(TopicRun.COMPILE_WAIT);
        try (TopicHost host = run.hosts().open(spec.name())) {
            return switch (spec.entry()) {
                case Entry.Command command -> command(loaded, command, call, host);
                case Entry.Export export -> export(loaded, export, call, host);
            };
        }
    }

    private ToolOutcome command(
            WasmProgram loaded, Entry.Command command, ToolCall call, TopicHost host) {
        try (ProgramInput input = input(call)) {
            RunGrant grant = grant(call, input.total(), host);
            WasmRun ended = loaded.run(command.args(), input, grant);
            return hasHandle(ended, host) ? handleAnswered() : json(ended);
        }
    }

    private ToolOutcome export(
            WasmProgram loaded, Entry.Export export, ToolCall call, TopicHost host) {
        byte[] input = Json.MAPPER.writeValueAsBytes(call.arguments());
        WasmRun ended = loaded.callExport(export.function(), input, grant(call, 0, host));
        return hasHandle(ended, host) ? handleAnswered() : jsonOrText(ended);
    }

    private static boolean hasHandle(WasmRun ended, TopicHost host) {
        return host.isHandleIn(ended.stdout())
                || host.isHandleIn(ended.stderr().getBytes(StandardCharsets.UTF_8));
    }

    /// The mistake of a program that takes the handle for the secret.
    private ToolOutcome handleAnswered() {
        return new ToolOutcome.Failed(
                definition.name()
                        + " answered with the handle of a secret, which is a defect of the tool: a"
                        + " handle stands for its value in a header of an http_request only, and it"
                        + " ends with the call");
    }

    /// What the program may take and ask for in this call.
    private RunGrant grant(ToolCall call, long entities, TopicHost host) {
        RunGrant grant = run.grant(entities);
        return grant.withWall(wall(call, grant.wall())).withHost(host).withGroup(run.group());
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

    private Duration wall(ToolCall call, Duration allowed) {
        if (call.deadline().equals(Instant.MAX)) {
            return allowed;
        }
        Duration left = Duration.between(clock.instant(), call.deadline());
        Duration time = left.compareTo(allowed) < 0 ? left : allowed;
        return time.isPositive() ? time : Duration.ofMillis(1);
    }

    private ToolOutcome json(WasmRun ended) {
        if (ended.exitCode() != 0) {
            return complaint(ended);
        }
        return value(ended).<ToolOutcome>map(ToolOutcome.Ok::structured).orElse(noJson(ended));
    }

    private ToolOutcome jsonOrText(WasmRun ended) {
        if (ended.exitCode() != 0) {
            return complaint(ended);
        }
        Optional<JsonNode> value = value(ended);
        if (value.isEmpty() && spec.outputSchema().isPresent()) {
            return noJson(ended);
        }
        return value.map(ToolOutcome.Ok::structured)
                .orElseGet(() -> ToolOutcome.Ok.text(ended.stdoutText()));
    }

    private ToolOutcome complaint(WasmRun ended) {
        return new ToolOutcome.Failed(ProgramText.complaint(ended, definition.name().toString()));
    }

    private static Optional<JsonNode> value(WasmRun ended) {
        try {
            JsonNode answer = Json.MAPPER.readTree(ended.stdout());
            return answer.isMissingNode() ? Optional.empty() : Optional.of(answer);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private ToolOutcome noJson(WasmRun ended) {
        if (ended.stdout().length == 0) {
            return wroteNothing(ended);
        }
        return new ToolOutcome.Failed(
                definition.name()
                        + " answered with something that is not JSON, which is a defect of the"
                        + " tool; it begins: "
                        + ProgramText.beginning(ended.stdout()));
    }

    private ToolOutcome wroteNothing(WasmRun ended) {
        String said = ended.stderr().strip();
        return new ToolOutcome.Failed(
                definition.name()
                        + " wrote nothing: it ended well, but its standard output is empty"
                        + " (nothing), which is not JSON and a defect of the tool"
                        + (said.isEmpty()
                                ? "; its standard error is empty too"
                                : "; on standard error it said: " + ProgramText.cut(said)));
    }
}
