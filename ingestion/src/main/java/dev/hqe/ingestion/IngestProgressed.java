package dev.hqe.ingestion;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;

/// A run has come further. Published at most once per [IngestSettings#progressInterval].
public record IngestProgressed(TopicId topicId, Path folder, IngestProgress progress)
        implements Fact {}
