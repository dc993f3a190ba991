package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;

/// Every Topic folder has been read; told after the facts about the single ones.
///
/// @param topics how many can be used
/// @param rejected how many cannot
public record CatalogLoaded(int topics, int rejected) implements Fact {}
