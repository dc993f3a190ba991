package dev.hqe.ingestion.source;

import dev.hqe.kernel.bus.Fact;

/// A run of a source has ended, well or not: see [SourceReport#outcome].
public record SourceRunFinished(SourceReport report) implements Fact {}
