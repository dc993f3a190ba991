package dev.hqe.mcp.sandbox;

import dev.hqe.kernel.json.Json;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One run's side of `extism:host/env` and `extism:host/user`: its blocks, its input and output,
/// and its way to the [GuestHost].
///
/// Used by the guest's thread only, except that the caller reads the output after the guest has
/// ended.
final class PluginCalls {
    /// A loop of host calls uses next to no CPU time of its own, so it needs a bound of its own.
    private static final int MAX_HOST_CALLS = 100_000;

    private static final int MAX_LOG_LINES = 1_000;
    private static final int MAX_LOG_CHARS = 4_096;
    private static final int MAX_NAME_BYTES = 4_096;
    private static final int MAX_HTTP_HEADERS = 100;

    private final String program;
    private final RunGrant grant;
    private final HostPort port;
    private final PluginVariables variables;
    private final PluginMemory memory;
    private long inputOffset;
    private long inputLength;
    private long outputOffset;
    private long outputLength;
    private long errorOffset;
    private Optional<Level> lowestLevel = Optional.empty();
    private int hostCalls;
    private int logLines;
    private int httpStatus;
    private Optional<Map<String, String>> httpHeaders = Optional.empty();

    PluginCalls(String program, RunGrant grant) {
        this.program = program;
        this.grant = grant;
        this.port = new HostPort(program);
        this.variables = new PluginVariables();
        this.memory = new PluginMemory(grant.memoryPages());
    }

    PluginMemory memory() {
        return memory;
    }

    /// Hands the plugin its input.
    void input(byte[] input) {
        inputOffset = put(input, "the input");
        inputLength = input.length;
    }

    void free(long offset) {
        memory.free(offset);
        if (offset == inputOffset) {
            inputLength = 0;
        }
    }

    void reset() {
        memory.reset();
        inputOffset = 0;
        inputLength = 0;
        outputOffset = 0;
        outputLength = 0;
        errorOffset = 0;
    }

    long inputLength() {
        return inputLength;
    }

    long inputOffset() {
        return inputOffset;
    }

    long inputLoad8(long offset) {
        return offset >= 0 && offset < inputLength ? memory.load8(inputOffset + offset) : 0;
    }

    long inputLoad64(long offset) {
        return offset >= 0 && offset <= inputLength - 8 ? memory.load64(inputOffset + offset) : 0;
    }

    void inputSet(long offset, long length) {
        if (memory.holds(offset, length)) {
            inputOffset = offset;
            inputLength = length;
        }
    }

    void outputSet(long offset, long length) {
        if (memory.holds(offset, length)) {
            outputOffset = offset;
            outputLength = length;
        }
    }

    long outputLength() {
        return outputLength;
    }

    long outputOffset() {
        return outputOffset;
    }

    void errorSet(long offset) {
        if (offset == 0 || memory.holds(offset, 1)) {
            errorOffset = offset;
        }
    }

    long errorOffset() {
        return errorOffset;
    }

    /// What the plugin set as its output.
    byte[] output() {
        if (outputLength > grant.outputBytes()) {
            throw new GuestFault(
                    GuestFault.Kind.OUTPUT_LIMIT,
                    "%s: set an output of %d bytes, the limit is %d (permissions.limits.output_bytes)"
                            .formatted(program, outputLength, grant.outputBytes()));
        }
        return outputLength == 0
                ? new byte[0]
                : memory.read((int) outputOffset, (int) outputLength);
    }

    /// What the plugin set as its error, cut to a readable length; empty if it set none.
    Optional<String> error(int maxBytes) {
        long length = memory.length(errorOffset);
        return length == 0
                ? Optional.empty()
                : Optional.of(
                        new String(
                                memory.read((int) errorOffset, (int) Math.min(length, maxBytes)),
                                StandardCharsets.UTF_8));
    }

    long config(long key) {
        String name = name(key, "config_get");
        Optional<String> value = ask("config_get", () -> grant.host().config(name));
        return put(value.orElse("").getBytes(StandardCharsets.UTF_8), "a setting");
    }

    long variable(long key) {
        String name = name(key, "var_get");
        HostPort.requireStack();
        return put(variables.get(name).orElse(new byte[0]), "a variable");
    }

    void setVariable(long key, long value) {
        String name = name(key, "var_set");
        HostPort.requireStack();
        if (value == 0) {
            variables.remove(name);
        } else if (!variables.set(name, taken(value, "var_set", "a value"))) {
            throw new GuestFault(
                    GuestFault.Kind.HOST_LIMIT,
                    program + ": set more than 1 MiB of Extism variables; use hqe_kv_set");
        }
    }

    void log(Level level, long offset) {
        if (logLines >= MAX_LOG_LINES || level.getSeverity() < lowestLevel().getSeverity()) {
            memory.free(offset);
            return;
        }
        logLines++;
        byte[] bytes = taken(offset, "log", "a message");
        String text =
                new String(
                        bytes,
                        0,
                        Math.min(bytes.length, 4 * MAX_LOG_CHARS),
                        StandardCharsets.UTF_8);
        String line = text.length() > MAX_LOG_CHARS ? text.substring(0, MAX_LOG_CHARS) : text;
        boolean last = logLines == MAX_LOG_LINES;
        ask(
                "log",
                () -> {
                    grant.host().log(level, line);
                    if (last) {
                        grant.host().log(Level.WARNING, "further lines of this run are dropped");
                    }
                    return true;
                });
    }

    private Level lowestLevel() {
        if (lowestLevel.isEmpty()) {
            lowestLevel = Optional.of(ask("get_log_level", () -> grant.host().logLevel()));
        }
        return lowestLevel.get();
    }

    /// Extism's numbers: 0 is trace, 4 is error, the largest is off.
    long logLevel() {
        return switch (lowestLevel()) {
            case ALL, TRACE -> 0;
            case DEBUG -> 1;
            case INFO -> 2;
            case WARNING -> 3;
            case ERROR -> 4;
            case OFF -> Integer.MAX_VALUE;
        };
    }

    /// One of the `hqe_` functions: JSON in, JSON out.
    long user(HostCall function, long offset) {
        byte[] request = taken(offset, function.function(), "a request");
        HostAnswer<byte[]> answer =
                ask(function.function(), () -> grant.host().call(function, request));
        byte[] json =
                switch (answer) {
                    case HostAnswer.Value<byte[]> value -> value.value();
                    case HostAnswer.Absent<byte[]> absent ->
                            "null".getBytes(StandardCharsets.UTF_8);
                    case HostAnswer.Refused<byte[]> refused ->
                            throw refused(refused, function.function());
                    case HostAnswer.Failed<byte[]> failed ->
                            ask(
                                    function.function(),
                                    () ->
                                            Json.MAPPER.writeValueAsBytes(
                                                    Json.object().put("error", failed.error())));
                };
        return put(json, "the answer of " + function.function());
    }

    long http(long requestOffset, long bodyOffset) {
        httpStatus = 0;
        httpHeaders = Optional.empty();
        byte[] request = taken(requestOffset, "http_request", "a request");
        byte[] body = taken(bodyOffset, "http_request", "a body");
        HostAnswer<HttpAnswer> answer =
                ask(
                        "http_request",
                        () -> {
                            Optional<HttpCall> call = parsed(request, body);
                            return call.isEmpty()
                                    ? new HostAnswer.Failed<>(
                                            "the request is no JSON object with a text 'url'")
                                    : grant.host().http(call.get());
                        });
        return switch (answer) {
            case HostAnswer.Value<HttpAnswer>(HttpAnswer response) -> {
                httpStatus = response.status();
                httpHeaders = Optional.of(response.headers());
                yield put(response.body(), "an HTTP response");
            }
            case HostAnswer.Absent<HttpAnswer> absent -> 0;
            case HostAnswer.Refused<HttpAnswer> refused -> throw refused(refused, "http_request");
            case HostAnswer.Failed<HttpAnswer> failed ->
                    throw new GuestFault(
                            GuestFault.Kind.HOST_CALL,
                            program + ": http_request: " + failed.error());
        };
    }

    /// The JSON of Extism's manifest crate: `{"url": ..., "method": ..., "headers": {...}}`.
    private static Optional<HttpCall> parsed(byte[] request, byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(request);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        JsonNode method = json.path("method");
        if (!json.path("url").isString() || json.path("headers").size() > MAX_HTTP_HEADERS) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            headers.put(header.getKey(), header.getValue().asString(""));
        }
        return Optional.of(
                new HttpCall(
                        method.isString() ? method.stringValue() : "GET",
                        json.path("url").stringValue(),
                        headers,
                        body));
    }

    long httpStatus() {
        return httpStatus;
    }

    long httpHeaders() {
        if (httpHeaders.isEmpty()) {
            return 0;
        }
        Map<String, String> headers = httpHeaders.get();
        byte[] json =
                ask(
                        "http_headers",
                        () -> {
                            ObjectNode object = Json.object();
                            headers.forEach(object::put);
                            return Json.MAPPER.writeValueAsBytes(object);
                        });
        return put(json, "HTTP headers");
    }

    private PermissionFault refused(HostAnswer.Refused<?> refused, String function) {
        return new PermissionFault(program, refused.permission(), refused.reason(), function);
    }

    private <T> T ask(String what, Supplier<T> question) {
        if (++hostCalls > MAX_HOST_CALLS) {
            throw new GuestFault(
                    GuestFault.Kind.HOST_LIMIT,
                    "%s: called the host more than %d times in one run; ask for more at a time"
                            .formatted(program, MAX_HOST_CALLS));
        }
        return port.ask(what, question);
    }

    private String name(long offset, String function) {
        byte[] bytes = taken(offset, function, "a name");
        if (bytes.length > MAX_NAME_BYTES) {
            throw new GuestFault(
                    GuestFault.Kind.HOST_CALL,
                    "%s: called %s with a name of %d bytes, the limit is %d"
                            .formatted(program, function, bytes.length, MAX_NAME_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The content of a block that the guest gives away with it.
    private byte[] taken(long offset, String function, String what) {
        byte[] bytes =
                memory.block(offset)
                        .orElseThrow(() ->
                                new GuestFault(
                                        GuestFault.Kind.HOST_CALL,
                                        "%s: called %s with offset %s for %s, where no block is"
                                                .formatted(
                                                        program,
                                                        function,
                                                        Long.toUnsignedString(offset),
                                                        what)));
        memory.free(offset);
        return bytes;
    }

    private long put(byte[] bytes, String what) {
        long offset = memory.put(bytes);
        if (offset < 0) {
            throw new GuestFault(
                    GuestFault.Kind.HOST_LIMIT,
                    "%s: %s of %d bytes does not fit its memory; raise permissions.limits.memory_pages (%d) in topic.yaml"
                            .formatted(program, what, bytes.length, grant.memoryPages()));
        }
        return offset;
    }
}
