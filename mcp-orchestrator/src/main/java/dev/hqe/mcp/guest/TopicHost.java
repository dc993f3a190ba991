package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.guest.CallBudget.Item;
import dev.hqe.mcp.sandbox.GuestHost;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.HttpAnswer;
import dev.hqe.mcp.sandbox.HttpCall;
import dev.hqe.mcp.sandbox.Permission;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one call of a Topic's program may ask of the workbench. Get one from [TopicHosts#open] for
/// each call and close it when the call has ended: with it end the handles of secrets.
///
/// Used by one thread at a time, as [GuestHost] says.
public final class TopicHost implements GuestHost, AutoCloseable {

    private static final int MAX_QUERY = 1_000;
    private static final int MAX_HITS = 50;

    private final Topic topic;
    private final Permissions granted;
    private final GuestServices services;
    private final BooleanSupplier revoked;
    private final CallBudget budget = new CallBudget();
    private final EntityAccess entities;
    private final ValueAccess values;
    private final EventAccess events;
    private final SecretHandles secrets;
    private final WebAccess web;
    private final CallLog log;

    TopicHost(
            Topic topic,
            String tool,
            Permissions granted,
            GuestServices services,
            EventRate eventRate,
            BooleanSupplier revoked) {
        TopicId id = topic.id();
        this.topic = topic;
        this.granted = granted;
        this.services = services;
        this.revoked = revoked;
        this.entities =
                new EntityAccess(topic, granted, services.entities(), services.clock(), budget);
        this.values = new ValueAccess(id, granted.store(), services.values(), budget);
        this.events = new EventAccess(id, granted.publish(), services, eventRate, budget);
        this.secrets = new SecretHandles(id, granted.secrets(), services.secrets());
        this.web = new WebAccess(id, granted.http(), services.web(), secrets, budget);
        this.log = new CallLog(id, tool);
    }

    @Override
    public HostAnswer<byte[]> call(HostCall function, byte[] request) {
        try {
            requireGranted(function.permission());
            secrets.requireNoneIn(function.function(), request);
            return switch (function) {
                case ENTITY_GET -> written(entities.get(request));
                case ENTITY_QUERY -> written(entities.query(request));
                case ENTITY_PUT -> written(entities.put(request));
                case MEMORY_SEARCH -> written(search(request));
                case PUBLISH -> written(events.publish(request));
                case KV_GET -> written(values.get(request));
                case KV_SET -> written(values.set(request));
                case SECRET -> written(secrets.handle(request));
            };
        } catch (Denied e) {
            return e.answer();
        } catch (Unfit e) {
            return new HostAnswer.Failed<>(String.valueOf(e.getMessage()));
        }
    }

    private void requireGranted(Permission permission) {
        if (revoked.getAsBoolean()) {
            throw Denied.forGood(
                    permission,
                    "the Topic "
                            + topic.id()
                            + " was revoked, removed or granted anew while this call was going");
        }
    }

    private static HostAnswer<byte[]> written(Optional<JsonNode> answer) {
        return answer.map(TopicHost::written).orElseGet(HostAnswer.Absent::new);
    }

    private static HostAnswer<byte[]> written(JsonNode answer) {
        return new HostAnswer.Value<>(Json.MAPPER.writeValueAsBytes(answer));
    }

    private JsonNode search(byte[] request) {
        if (!granted.memory()) {
            throw Denied.because(
                    Permission.MEMORY,
                    "searching the memory is not granted",
                    topic.id(),
                    "memory: true");
        }
        Question question = Question.read("hqe_memory_search", request, "query", "limit");
        String query = question.text("query", MAX_QUERY);
        int limit = question.number("limit", 1, MAX_HITS, 10);
        budget.spend(Item.SEARCHES, 1);
        List<MemorySearch.Hit> hits =
                services.memory()
                        .search(topic.id(), query, limit)
                        .orElseThrow(
                                () -> question.unfit("this workbench has no memory to search"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("hits");
        hits.forEach(hit ->
                list.addObject()
                        .put("id", hit.entity().value())
                        .put("kind", hit.kind().value())
                        .put("text", hit.text())
                        .put("score", hit.score()));
        return answer;
    }

    @Override
    public HostAnswer<HttpAnswer> http(HttpCall request) {
        try {
            requireGranted(Permission.HTTP);
            return new HostAnswer.Value<>(web.send(request));
        } catch (Denied e) {
            return e.answer();
        } catch (Unfit e) {
            return new HostAnswer.Failed<>(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HostAnswer.Failed<>("http_request: the call was stopped");
        }
    }

    @Override
    public Optional<String> config(String key) {
        return Optional.ofNullable(topic.manifest().config().get(key));
    }

    @Override
    public void log(Level level, String text) {
        log.add(level, secrets.without(text));
    }

    /// Whether a secret's handle stands in what the program answers, where it stands for nothing.
    public boolean isHandleIn(byte[] answer) {
        return secrets.isIn(answer);
    }

    @Override
    public void close() {
        secrets.end();
        log.end();
    }
}
