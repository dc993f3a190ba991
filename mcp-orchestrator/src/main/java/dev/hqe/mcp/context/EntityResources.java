package dev.hqe.mcp.context;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.bus.Subscription;
import dev.hqe.kernel.entity.EntityDeleted;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ResourceTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Entities as JSON, and those that hold a text as that text. There may be millions, so none is
/// listed; the templates and their completion lead to them. Facts of the store are listened to only
/// while somebody watches an entity. Thread-safe.
public final class EntityResources implements ResourceProvider, AutoCloseable {

    private static final String ENTITIES = "entities";
    private static final String DOCUMENTS = "documents";
    private static final String ENTITY_TEMPLATE = "hqe://entities/{+id}";
    private static final String DOCUMENT_TEMPLATE = "hqe://documents/{+id}";

    /// Facts that may wait while an update is told.
    private static final int WAITING_FACTS = 1_024;

    private final EntityStore entities;
    private final EventBus bus;
    private final Listeners<Consumer<String>> listeners = new Listeners<>();
    private final Set<String> watched = new HashSet<>();
    private List<Subscription> subscriptions = List.of();

    /// Entities of this store, whose changes are heard of on this bus.
    public EntityResources(EntityStore entities, EventBus bus) {
        this.entities = entities;
        this.bus = bus;
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return List.of();
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        return List.of(
                ResourceTemplate.of(
                        ENTITY_TEMPLATE,
                        "entity",
                        "One stored entity as JSON; entities.query lists the ids.",
                        "application/json"),
                ResourceTemplate.of(
                        DOCUMENT_TEMPLATE,
                        "document",
                        "The text of an entity that has one, such as a source file.",
                        "text/plain"));
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        Optional<HqeUri> uri = HqeUri.of(read.uri());
        return uri.flatMap(EntityResources::id)
                .flatMap(entities::get)
                .flatMap(entity -> contents(read.uri(), uri.orElseThrow(), entity));
    }

    /// The entity that an address stands for, whole or a part of it (behind a `#`), whether there
    /// is one or not; empty if it stands for something else.
    public static Optional<EntityId> entityOf(String uri) {
        int part = uri.indexOf('#');
        return HqeUri.of(part < 0 ? uri : uri.substring(0, part)).flatMap(EntityResources::id);
    }

    private static Optional<EntityId> id(HqeUri uri) {
        if (!uri.collection().equals(ENTITIES) && !uri.collection().equals(DOCUMENTS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EntityId(uri.name()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name that no entity can have
        }
    }

    private static Optional<ObjectNode> contents(String asked, HqeUri uri, StoredEntity entity) {
        if (uri.collection().equals(ENTITIES)) {
            String json = entity.toJson().toString();
            return Optional.of(Contents.text(asked, "application/json", json));
        }
        JsonNode text = entity.entity().data().path("text");
        return text.isString()
                ? Optional.of(Contents.text(asked, "text/plain", text.stringValue()))
                : Optional.empty();
    }

    @Override
    public Optional<Completion> complete(CompletionRequest request) {
        String template = request.reference();
        if (!template.equals(ENTITY_TEMPLATE) && !template.equals(DOCUMENT_TEMPLATE)) {
            return Optional.empty();
        }
        EntityQuery query = EntityQuery.all().limit(Completion.MAX);
        EntityQuery narrowed = request.value().isEmpty() ? query : query.idPrefix(request.value());
        List<String> ids =
                entities.query(narrowed).items().stream().map(one -> one.id().value()).toList();
        return Optional.of(new Completion(ids, (int) Math.min(entities.count(narrowed), 1 << 30)));
    }

    @Override
    public Registration onUpdate(Consumer<String> listener) {
        return listeners.add(listener);
    }

    @Override
    public synchronized void watched(String uri, boolean isWatched) {
        boolean changed = isWatched ? watched.add(uri) : watched.remove(uri);
        if (!changed) {
            return;
        }
        if (!watched.isEmpty() && subscriptions.isEmpty()) {
            subscriptions =
                    List.of(
                            bus.subscribe(
                                    "entity resources",
                                    EntityStored.class,
                                    WAITING_FACTS,
                                    Overflow.DROP_OLDEST,
                                    envelope -> tell(envelope.fact().id())),
                            bus.subscribe(
                                    "deleted entity resources",
                                    EntityDeleted.class,
                                    WAITING_FACTS,
                                    Overflow.DROP_OLDEST,
                                    envelope -> tell(envelope.fact().id())));
        } else if (watched.isEmpty()) {
            close();
        }
    }

    private void tell(EntityId id) {
        List<String> changed = new ArrayList<>(2);
        synchronized (this) {
            for (String collection : List.of(ENTITIES, DOCUMENTS)) {
                String uri = new HqeUri(collection, id.value()).toString();
                if (watched.contains(uri)) {
                    changed.add(uri);
                }
            }
        }
        changed.forEach(uri -> listeners.tell(listener -> listener.accept(uri)));
    }

    /// Listens to facts no more.
    @Override
    public synchronized void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions = List.of();
    }
}
