package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.TopicId;

/// How people call a Topic.
@FunctionalInterface
interface TopicNames {

    String of(TopicId topic);
}
