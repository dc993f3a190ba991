package dev.hqe.memory.index;

import dev.hqe.memory.Citation;
import dev.hqe.memory.chunk.Chunk;
import dev.hqe.memory.chunk.ChunkSettings;
import dev.hqe.memory.chunk.Chunker;
import dev.hqe.memory.chunk.TextFormat;
import dev.hqe.memory.chunk.TokenCounter;
import java.util.List;
import java.util.function.Supplier;

/// Cuts texts by their structure, so that each chunk with the title of its entity before it is
/// something that the model sees whole. Thread-safe, as far as its counters are.
public final class EntityCutter implements Cutter {

    /// Most tokens that the title of an entity takes of those that a model sees, as a part of them.
    private static final int TITLE_PART = 4;

    private final ChunkSettings settings;
    private final Supplier<TokenCounter> counters;

    /// @param counters gives that of the model that is chosen now
    public EntityCutter(ChunkSettings settings, Supplier<TokenCounter> counters) {
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public List<Chunk> cut(EntityText text) {
        TextFormat format =
                text.of() == Citation.Of.FIELDS ? TextFormat.PLAIN : TextFormat.of(text.path());
        TokenCounter counter = counters.get();
        String title = text.title();
        int room = counter.limit();
        int taken = title.isEmpty() || text.of() == Citation.Of.FIELDS ? 0 : counter.count(title);
        if (taken <= room / TITLE_PART) {
            room -= taken;
        }
        return new Chunker(settings, new Reserved(counter, room))
                .chunk(text.text(), format)
                .chunks();
    }

    /// The same tokens in less room.
    private record Reserved(TokenCounter before, int limit) implements TokenCounter {

        @Override
        public int count(String text) {
            return before.count(text);
        }
    }
}
