package dev.hqe.ingestion;

import dev.hqe.kernel.bus.Fact;

/// A run has ended, well or not: see [IngestReport#outcome].
public record IngestFinished(IngestReport report) implements Fact {}
