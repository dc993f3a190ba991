package dev.hqe.kernel.activity;

import dev.hqe.kernel.bus.Fact;

/// Activities were added to the timeline; told some times a second at most.
///
/// @param count how many since the last time
/// @param lastSeq the newest
public record ActivityRecorded(int count, long lastSeq) implements Fact {}
