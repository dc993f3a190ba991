package dev.hqe.app.memory;

import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.tools.ConditionValue;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `memory.search`, `memory.get`, `memory.remember` and `memory.forget`.
///
/// Each sees what the grant of its caller opens, whatever the arguments say: they can only narrow
/// it. What lies outside is answered for as if it were not there.
public final class MemoryTools implements ToolProvider {

    private final List<Tool> tools;

    public MemoryTools(Memory memory, EntityStore entities, InstantSource clock) {
        Notes notes = new Notes(entities, clock);
        this.tools =
                List.of(
                        new Search(memory),
                        new Get(memory),
                        new Remember(notes),
                        new Forget(notes));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    private static boolean isOpen(Principal principal, TopicId topic) {
        return principal.access().scope().hasTopic(topic.value());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }

    /// What a tool does; what is thrown for wrong arguments is its answer.
    @FunctionalInterface
    private interface Work {
        ToolOutcome run();
    }

    private static ToolOutcome answer(Work work) {
        try {
            return work.run();
        } catch (MemoryException | KernelException | IllegalArgumentException e) {
            return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private record Search(Memory memory) implements Tool {

        private static final int LIMIT = 8;

        @Override
        public ToolDefinition definition() {
            return MemoryToolTexts.SEARCH;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return answer(() -> {
                ObjectNode arguments = call.arguments();
                MemoryQuery query = scoped(call.principal(), query(arguments));
                boolean explain = arguments.path("explain").asBoolean(false);
                return ToolOutcome.Ok.structured(HitJson.of(memory.search(query), explain));
            });
        }

        private MemoryQuery scoped(Principal principal, MemoryQuery query) {
            if (principal.access().isFull()) {
                return query;
            }
            return query.topics(
                    memory.topics().stream().filter(topic -> isOpen(principal, topic)).toList());
        }

        private static MemoryQuery query(ObjectNode arguments) {
            MemoryQuery query =
                    MemoryQuery.of(arguments.path("query").asString())
                            .limit(arguments.path("limit").asInt(LIMIT))
                            .neighbours(arguments.path("neighbours").asInt(0))
                            .mode(MemoryQuery.Mode.of(arguments.path("mode").asString("hybrid")))
                            .among(entities(arguments));
            return arguments.has("topics")
                    ? query.topics(
                            strings(arguments.path("topics")).stream().map(TopicId::new).toList())
                    : query;
        }

        private static EntityQuery entities(ObjectNode arguments) {
            EntityQuery query = EntityQuery.all();
            if (arguments.has("kind")) {
                query = query.kind(new Kind(arguments.path("kind").asString()));
            }
            if (arguments.has("created_from")) {
                query = query.createdFrom(time(arguments, "created_from"));
            }
            if (arguments.has("created_before")) {
                query = query.createdBefore(time(arguments, "created_before"));
            }
            for (JsonNode condition : arguments.path("where")) {
                query =
                        query.where(
                                new Condition(
                                        condition.path("path").asString(),
                                        Condition.Operator.valueOf(
                                                condition
                                                        .path("op")
                                                        .asString()
                                                        .toUpperCase(Locale.ROOT)),
                                        ConditionValue.of(condition.path("value"))));
            }
            return query;
        }

        private static Instant time(ObjectNode arguments, String name) {
            String text = arguments.path(name).asString();
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        name + ": '" + text + "' is not a time such as 2026-01-31T00:00:00Z", e);
            }
        }
    }

    private record Get(Memory memory) implements Tool {

        @Override
        public ToolDefinition definition() {
            return MemoryToolTexts.GET;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return answer(() -> {
                Citation citation = Citation.parse(call.arguments().path("citation").asString());
                Optional<Memory.Opened> opened =
                        memory.open(
                                citation,
                                call.arguments().path("neighbours").asInt(1),
                                topic -> isOpen(call.principal(), topic));
                return opened.<ToolOutcome>map(
                                found -> ToolOutcome.Ok.structured(HitJson.of(found)))
                        .orElseGet(() ->
                                new ToolOutcome.Failed(
                                        "There is no entity '"
                                                + citation.entity()
                                                + "'. memory.search gives citations."));
            });
        }
    }

    private record Remember(Notes notes) implements Tool {

        @Override
        public ToolDefinition definition() {
            return MemoryToolTexts.REMEMBER;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            if (!isOpen(call.principal(), Notes.TOPIC)) {
                return new ToolOutcome.Refused(
                        "Notes are kept in the Topic 'memory', which is not open to this key or"
                                + " profile.",
                        "A person can open it: hqe profile new NAME --topic memory ...");
            }
            String text = call.arguments().path("text").asString();
            if (text.isBlank()) {
                return new ToolOutcome.Failed("text is blank; say what to remember");
            }
            return answer(() -> {
                StoredEntity note =
                        notes.remember(
                                call.principal(),
                                call.arguments().path("title").asString(""),
                                text,
                                strings(call.arguments().path("tags")));
                ObjectNode json = Json.object();
                json.put("id", note.id().value());
                json.put("version", note.version());
                return ToolOutcome.Ok.structured(json);
            });
        }
    }

    private record Forget(Notes notes) implements Tool {

        @Override
        public ToolDefinition definition() {
            return MemoryToolTexts.FORGET;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return answer(() -> {
                EntityId id = new EntityId(call.arguments().path("id").asString());
                Optional<StoredEntity> note =
                        isOpen(call.principal(), Notes.TOPIC) ? notes.find(id) : Optional.empty();
                if (note.isEmpty()) {
                    return new ToolOutcome.Failed(
                            "There is no note '"
                                    + id
                                    + "'. Only what memory.remember has stored can be forgotten.");
                }
                if (!Notes.mayForget(call.principal(), note.orElseThrow())) {
                    return new ToolOutcome.Refused(
                            "The note '" + id + "' was remembered for somebody else.",
                            "A person can delete it: hqe call memory.forget id=" + id);
                }
                return ToolOutcome.Ok.structured(Json.object().put("forgotten", notes.forget(id)));
            });
        }
    }
}
