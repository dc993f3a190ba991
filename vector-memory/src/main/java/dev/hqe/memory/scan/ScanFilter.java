package dev.hqe.memory.scan;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        return new ScanFilter(topics, kinds, Arrays.stream(only).sorted().distinct().toArray());
    }

    /// Whether a chunk may be found.
    public boolean letsThrough(long chunk, String topic, String kind) {
        return letsThrough(topic, kind) && (chunks == null || isNamed(chunk, chunks));
    }

    private static boolean isNamed(long chunk, long[] sorted) {
        return Arrays.binarySearch(sorted, chunk) >= 0;
    }

    /// The Topics that it lets through; empty if it does not say.
    public Optional<Set<String>> onlyTopics() {
        return Optional.ofNullable(topics);
    }

    /// The kinds that it lets through; empty if it does not say.
    public Optional<Set<String>> onlyKinds() {
        return Optional.ofNullable(kinds);
    }

    /// The chunks that it names, in ascending order; empty if it does not say.
    public Optional<List<Long>> onlyChunks() {
        return Optional.ofNullable(chunks).map(ids -> Arrays.stream(ids).boxed().toList());
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
