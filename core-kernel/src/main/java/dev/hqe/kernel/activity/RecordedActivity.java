package dev.hqe.kernel.activity;

/// An activity with its place in the timeline.
///
/// @param seq greater for what was recorded later; never used twice
public record RecordedActivity(long seq, Activity activity) {}
