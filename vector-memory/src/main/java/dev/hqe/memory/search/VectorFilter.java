package dev.hqe.memory.search;

import java.util.Optional;
import java.util.Set;

/// Which chunks a search for near vectors looks at.
///
/// @param topics only chunks of entities of these Topics; of none at all, there is nothing
/// @param kind only of this kind
/// @param chunks only these, by their ids
public record VectorFilter(
        Optional<Set<String>> topics, Optional<String> kind, Optional<Set<Long>> chunks) {

    public static final VectorFilter NONE =
            new VectorFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public VectorFilter {
        topics = topics.map(Set::copyOf);
        chunks = chunks.map(Set::copyOf);
    }
}
