package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// A part of a plugin that was there when it was read cannot be used now.
public final class AgentPluginException extends KernelException {

    private static final long serialVersionUID = 1L;

    AgentPluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
