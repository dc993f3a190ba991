package dev.hqe.ingestion.map;

import dev.hqe.ingestion.IngestException;
import dev.hqe.kernel.topic.Topic;

/// Finds the transforms of Topics. Thread-safe.
@FunctionalInterface
public interface RecordTransforms {

    /// There is nothing that could run one.
    RecordTransforms NONE =
            (topic, name) -> {
                throw new IngestException.Refused(
                        "nothing here can run the transform '" + name + "'");
            };

    /// The transform of this name.
    ///
    /// @param topic one whose manifest names it
    /// @throws IngestException.Refused if it cannot be had now
    RecordTransform of(Topic topic, String name);
}
