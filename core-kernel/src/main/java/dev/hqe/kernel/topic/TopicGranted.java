package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;

/// A person has granted what lies in a Topic's folder, which runs from now on.
public record TopicGranted(TopicId id, String version, Trust trust, String digest)
        implements Fact {}
