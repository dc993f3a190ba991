package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import java.util.Optional;

/// Says who beside the Topics has a name already: a hosted server has its tools under its name,
/// too.
@FunctionalInterface
public interface TopicNames {

    /// Nobody has any.
    TopicNames FREE = id -> Optional.empty();

    /// Who has it, to end a sentence with (`the server 'github'`).
    Optional<String> holder(TopicId id);
}
