package dev.hqe.memory.search;

import java.util.Optional;
import java.util.Set;

/// Which chunks a search for near vectors looks at.
///
/// @param topics only chunks of entities of these Topics; of none at all, there is nothing
/// @param kinds only of these kinds
/// @param chunks only these, by their ids
public record VectorFilter(
        Optional<Set<String>> topics, Optional<Set<String>> kinds, Optional<Set<Long>> chunks) {

    public static final VectorFilter NONE =
            new VectorFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public VectorFilter {
        topics = topics.map(Set::copyOf);
        kinds = kinds.map(Set::copyOf);
        chunks = chunks.map(Set::copyOf);
    }
}
