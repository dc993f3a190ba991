package dev.hqe.ingestion;

import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// What a run has done.
///
/// @param folder the folder, as an absolute path without links
/// @param label what its entities carry as `root`
/// @param reasons how many files did not become an entity, by reason; reasons that did not occur
///   are not in it
/// @param failure why it stopped; empty unless it failed
public record IngestReport(
        TopicId topicId,
        Path folder,
        String label,
        Outcome outcome,
        IngestProgress counts,
        Map<Reason, Long> reasons,
        Instant startedAt,
        String failure) {

    /// How a run ended.
    public enum Outcome {
        /// The store now mirrors the folder.
        COMPLETED,
        /// Somebody cancelled it. What it stored stays; nothing was deleted, unless it had seen the
        /// whole folder already.
        CANCELLED,
        /// It had to stop. As for [#CANCELLED].
        FAILED
    }

    public IngestReport {
        reasons = Map.copyOf(reasons);
    }
}
