package dev.hqe.benchmarks.memory;

/// What a search may find.
enum Among {
    /// All vectors.
    ALL,
    /// One Topic of fifty, which have nothing to do with what the vectors say: 2 % of all.
    TOPIC,
    /// The pieces of one part of the source, about 2 % of all, whose texts are about the same; most
    /// queries are about something else.
    AREA
}
