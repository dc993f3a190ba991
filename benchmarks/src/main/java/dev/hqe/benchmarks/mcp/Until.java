package dev.hqe.benchmarks.mcp;

import java.time.Duration;

/// When a drive asks nothing more: after so many calls or so much time, whichever is first.
record Until(long calls, Duration time) {

    /// However many there are in that time.
    static Until passed(Duration time) {
        return new Until(Long.MAX_VALUE, time);
    }

    boolean reached(long asked, long startNanos, long nowNanos) {
        return asked >= calls || nowNanos - startNanos >= time.toNanos();
    }
}
