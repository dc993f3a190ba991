package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Fetched;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How one protocol version wants results told. Immutable.
final class Dialect {

    /// What the versions take as structured content.
    enum Structured {
        /// 2025-03-26 and older have no such member.
        NONE,
        /// 2025-06-18 and 2025-11-25.
        OBJECT,
        /// 2026-07-28.
        ANY
    }

    private static final RawJson OPEN = RawJson.of("{");
    private static final RawJson CONTENT = RawJson.of("\"content\":");
    private static final RawJson STRUCTURED = RawJson.of(",\"structuredContent\":");
    private static final RawJson GOOD = RawJson.of(",\"isError\":false}");
    private static final RawJson BAD = RawJson.of(",\"isError\":true}");

    private static final RawJson CLOSE = RawJson.of("}");

    /// A listing is fresh for a minute; who must know at once listens.
    static final RawJson CACHED = cached(60_000, "private");

    private final boolean modern;
    private final ObjectNode meta;
    private final boolean badArgumentsAreResults;
    private final Structured structured;
    private final RawJson start;

    private Dialect(
            boolean modern,
            ObjectNode meta,
            boolean badArgumentsAreResults,
            Structured structured) {
        this.modern = modern;
        this.meta = meta;
        this.badArgumentsAreResults = badArgumentsAreResults;
        this.structured = structured;
        this.start = start(JsonNodeFactory.instance.objectNode());
    }

    /// What a legacy version speaks: from 2025-11-25 on, arguments that do not fit are a tool
    /// result with `isError` (there, Tools, "Error Handling") and no longer a protocol error
    /// -32602; from 2025-06-18 on there is structured content.
    static Dialect legacy(String version) {
        return new Dialect(
                false,
                JsonNodeFactory.instance.objectNode(),
                version.compareTo("2025-11-25") >= 0,
                version.compareTo("2025-06-18") >= 0 ? Structured.OBJECT : Structured.NONE);
    }

    /// What 2026-07-28 speaks: results carry `resultType` and the server's `_meta`, and a missing
    /// capability has an error code of its own.
    ///
    /// @param meta `_meta` of every result
    static Dialect modern(ObjectNode meta) {
        return new Dialect(true, meta, true, Structured.ANY);
    }

    /// Whether this is 2026-07-28 or newer.
    boolean isModern() {
        return modern;
    }

    /// The answer of a tool call.
    Answer answer(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Result(var _, ResultJson json) -> result(json);
            case ToolAnswer.UnknownTool(String message) ->
                    new Answer.Failure(RpcError.invalidParams(message));
            case ToolAnswer.BadArguments(String message) ->
                    badArgumentsAreResults
                            ? result(ResultJson.text(message, true))
                            : new Answer.Failure(RpcError.invalidParams(message));
            case ToolAnswer.MissingCapability(String message, ObjectNode required) ->
                    modern
                            ? new Answer.Failure(RpcError.missingCapability(message, required))
                            : result(ResultJson.text(message, true));
            case ToolAnswer.Fault(int code, String message, var data) ->
                    new Answer.Failure(fault(code, message, data));
            case ToolAnswer.Cancelled() -> new Answer.None();
        };
    }

    /// The answer of anything else.
    ///
    /// @param cacheable whether the result says how long it keeps (2026-07-28, Caching)
    /// @param absent the error when there is no such thing
    Answer answer(Fetched fetched, boolean cacheable, Supplier<RpcError> absent) {
        return switch (fetched) {
            case Fetched.Found(ObjectNode more, RawJson members) ->
                    new Answer.Result(List.of(start(metaOf(more)), members, tail(more, cacheable)));
            case Fetched.Absent() -> new Answer.Failure(absent.get());
            case Fetched.Unfit(String message) ->
                    new Answer.Failure(RpcError.invalidParams(message));
            case Fetched.MissingCapability(String message, ObjectNode required) ->
                    new Answer.Failure(
                            modern
                                    ? RpcError.missingCapability(message, required)
                                    : new RpcError(RpcError.INTERNAL_ERROR, message));
            case Fetched.Fault(int code, String message, var data) ->
                    new Answer.Failure(fault(code, message, data));
            case Fetched.Failed(String message) ->
                    new Answer.Failure(new RpcError(RpcError.INTERNAL_ERROR, message));
            case Fetched.Cancelled() -> new Answer.None();
        };
    }

    private static RpcError fault(int code, String message, Optional<RawJson> data) {
        return data.map(json -> new RpcError(code, message, json.tree()))
                .orElseGet(() -> new RpcError(code, message));
    }

    private static ObjectNode metaOf(ObjectNode more) {
        return more.path("_meta") instanceof ObjectNode theirs
                ? JsonNodeFactory.instance.objectNode().set("_meta", theirs)
                : JsonNodeFactory.instance.objectNode();
    }

    private RawJson tail(ObjectNode more, boolean cacheable) {
        if (!modern || !cacheable) {
            return CLOSE;
        }
        if (!more.has("ttlMs") && !more.has("cacheScope")) {
            return CACHED;
        }
        return cached(
                Math.max(0, more.path("ttlMs").asLong(0)),
                more.path("cacheScope").asString("private"));
    }

    /// The end of a result object that says how long it keeps.
    static RawJson cached(long ttlMillis, String scope) {
        return RawJson.of(
                ",\"ttlMs\":"
                        + ttlMillis
                        + ",\"cacheScope\":\""
                        + (scope.equals("public") ? "public" : "private")
                        + "\"}");
    }

    private Answer result(ResultJson json) {
        List<RawJson> pieces = new ArrayList<>(6);
        pieces.add(json.more().isEmpty() ? start : start(json.more()));
        pieces.add(CONTENT);
        Optional<RawJson> told = json.structured().filter(value -> takes(json));
        boolean asText = json.contentIsPointer() && told.isEmpty();
        pieces.add(
                asText
                        ? json.structured().map(Dialect::text).orElseThrow()
                        : known(json.content()));
        told.ifPresent(value -> {
            pieces.add(STRUCTURED);
            pieces.add(value);
        });
        if (json.saysIsError()) {
            pieces.add(json.isError() ? BAD : GOOD);
        } else {
            pieces.add(CLOSE);
        }
        return new Answer.Result(pieces);
    }

    /// The start of every result object, up to where its own members begin.
    RawJson start() {
        return start;
    }

    /// The same with further members, whose `_meta` joins ours.
    private RawJson start(ObjectNode more) {
        if (more.isEmpty() && !modern) {
            return OPEN;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (modern) {
            json.put("resultType", "complete");
        }
        json.setAll(more);
        if (!meta.isEmpty()) {
            ObjectNode joined = meta.deepCopy();
            if (more.path("_meta") instanceof ObjectNode theirs) {
                joined.setAll(theirs);
            }
            json.set("_meta", joined);
        }
        String text = json.toString();
        return RawJson.of(text.substring(0, text.length() - 1) + ",");
    }

    private boolean takes(ResultJson json) {
        return switch (structured) {
            case NONE -> false;
            case OBJECT -> json.structuredIsObject();
            case ANY -> true;
        };
    }

    /// Links to resources came with 2025-06-18; an older client, which would refuse the whole
    /// result over one, gets it as text.
    private RawJson known(RawJson content) {
        if (structured != Structured.NONE || !content.toString().contains("\"resource_link\"")) {
            return content;
        }
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        for (JsonNode block : Json.MAPPER.readTree(content.toString())) {
            boolean link = block.path("type").asString("").equals("resource_link");
            blocks.add(
                    link
                            ? JsonNodeFactory.instance
                                    .objectNode()
                                    .put("type", "text")
                                    .put(
                                            "text",
                                            "See the resource " + block.path("uri").asString(""))
                            : block);
        }
        return RawJson.of(blocks.toString());
    }

    /// A `content` array that says a value as text.
    private static RawJson text(Object value) {
        String string = JsonNodeFactory.instance.stringNode(value.toString()).toString();
        return RawJson.of("[{\"type\":\"text\",\"text\":" + string + "}]");
    }
}
