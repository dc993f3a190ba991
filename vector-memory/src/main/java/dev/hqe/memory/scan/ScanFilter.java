package dev.hqe.memory.scan;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a search may find. Each demand narrows it; an empty set of Topics, kinds or chunks lets
/// nothing through. Immutable.
public final class ScanFilter {

    private static final ScanFilter ALL = new ScanFilter(null, null, null);

    private final @Nullable Set<String> topics;
    private final @Nullable Set<String> kinds;
    private final long @Nullable [] chunks;

    private ScanFilter(
            @Nullable Set<String> topics, @Nullable Set<String> kinds, long @Nullable [] chunks) {
        this.topics = topics;
        this.kinds = kinds;
        this.chunks = chunks;
    }

    /// Lets everything through.
    public static ScanFilter all() {
        return ALL;
    }

    /// The same, and of one of these Topics.
    public ScanFilter topics(Collection<String> only) {
        return new ScanFilter(Set.copyOf(only), kinds, chunks);
    }

    /// The same, and of one of these kinds.
    public ScanFilter kinds(Collection<String> only) {
        return new ScanFilter(topics, Set.copyOf(only), chunks);
    }

    /// The same, and one of these chunks; those that are not there, and those named twice, do not
    /// count.
    public ScanFilter chunks(long... only) {
        return new ScanFilter(topics, kinds, only.clone());
    }

    boolean letsThrough(String topic, String kind) {
        return (topics == null || topics.contains(topic))
                && (kinds == null || kinds.contains(kind));
    }

    /// The chunks that it names; null if it names none. Not to be changed.
    long @Nullable [] namedChunks() {
        return chunks;
    }
}
