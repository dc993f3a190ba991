package dev.hqe.ingestion.source;

import java.time.Instant;
import java.util.Optional;

/// When a source runs next by itself, and how it goes.
///
/// @param next empty if it does not run by itself, or nobody has said yet when
/// @param failures runs in a row that have failed or could not begin
/// @param problem why the last one did; empty if it did not
public record SourceTiming(Optional<Instant> next, int failures, String problem) {

    static final SourceTiming NONE = new SourceTiming(Optional.empty(), 0, "");
}
