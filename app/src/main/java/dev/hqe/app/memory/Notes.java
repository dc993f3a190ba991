package dev.hqe.app.memory;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What agents and people have asked the workbench to remember: entities of the kind `Note` in the
/// Topic `memory`, whose name no folder can have. Thread-safe.
final class Notes {

    /// Where they are; a grant names it like any other Topic.
    static final TopicId TOPIC = new TopicId("memory");

    private static final Kind KIND = new Kind("Note");
    private static final String BY = "remembered_by";
    private static final int ID_BYTES = 16;
    private static final int TITLE_CHARS = 80;

    private final EntityStore entities;
    private final InstantSource clock;

    Notes(EntityStore entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /// Stores a note. The same text of the same holder is the same note.
    StoredEntity remember(Principal by, String title, String text, List<String> tags) {
        ObjectNode data = Json.object();
        data.put("title", title.isBlank() ? firstLine(text) : title.strip());
        data.put("text", text);
        ArrayNode list = data.putArray("tags");
        tags.forEach(list::add);
        data.set(BY, holder(by).put("client", by.name()));
        EntityId id = new EntityId("memory/" + digest(holder(by) + "\n" + text));
        Entity note = new Entity(id, TOPIC, KIND, data, clock.instant());
        entities.put(note);
        return entities.get(id).orElseThrow(() -> new IllegalStateException(id + " is gone again"));
    }

    /// A note, if that is what an entity is.
    Optional<StoredEntity> find(EntityId id) {
        return entities.get(id)
                .filter(found -> found.entity().topicId().equals(TOPIC))
                .filter(found -> found.entity().kind().equals(KIND));
    }

    /// Whether somebody may have a note forgotten: who had it remembered, under the same key and
    /// profile, and who may do everything.
    static boolean mayForget(Principal principal, StoredEntity note) {
        JsonNode by = note.entity().data().path(BY);
        ObjectNode self = holder(principal);
        return principal.access().isFull()
                || self.properties().stream()
                        .allMatch(field -> field.getValue().equals(by.path(field.getKey())));
    }

    boolean forget(EntityId id) {
        return entities.delete(id);
    }

    private static ObjectNode holder(Principal principal) {
        return Json.object()
                .put("door", principal.kind().name().toLowerCase(Locale.ROOT))
                .put("key", principal.access().identity())
                .put("profile", principal.access().profile());
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        int end = Math.min(line.length(), TITLE_CHARS);
        boolean splits = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, splits ? end - 1 : end);
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) { // each Java platform has it
            throw new AssertionError(e);
        }
    }
}
