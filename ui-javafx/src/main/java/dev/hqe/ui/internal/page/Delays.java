package dev.hqe.ui.internal.page;

import java.time.Duration;

/// How long typing and moving the selection may pause before something is read.
public record Delays(Duration typing, Duration selecting) {

    public static final Delays USUAL = new Delays(Duration.ofMillis(150), Duration.ofMillis(80));

    /// For tests, which do not wait.
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);
}
