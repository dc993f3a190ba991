package dev.hqe.memory.index;

import dev.hqe.memory.chunk.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entity that is to be cut anew.
///
/// @param seq its row
/// @param stamp of its change; another one means that it has changed again
/// @param found what there is now; nothing if it was deleted
record PendingEntity(long seq, long stamp, @Nullable Found found) {

    /// @param data as JSON
    record Found(String id, String topic, String kind, String data) {}

    /// The same with what is to stand in its place.
    ///
    /// @param text what was cut; null where the entity is gone
    record Cut(PendingEntity entity, @Nullable EntityText text, List<Chunk> chunks) {

        Cut {
            chunks = List.copyOf(chunks);
        }
    }
}
