package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;

/// What lies in a granted Topic's folder now differs in something that asks; it waits until it is
/// granted, and what was granted goes on running.
public record TopicQuarantined(TopicId id, String version, int changes) implements Fact {}
