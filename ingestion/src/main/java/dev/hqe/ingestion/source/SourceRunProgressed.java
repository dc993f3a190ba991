package dev.hqe.ingestion.source;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;

/// A run of a source has come further; told a few times a second at most.
public record SourceRunProgressed(SourceName source, TopicId topicId, SourceProgress progress)
        implements Fact {}
