package dev.hqe.mcp;

import java.util.Locale;
import java.util.Optional;

/// Severity of a log message, least severe first (RFC 5424, 6.2.1; 2025-11-25, Logging).
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /// The level's name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The level of that name on the wire.
    public static Optional<LogLevel> of(String wire) {
        for (LogLevel level : values()) {
            if (level.wire().equals(wire)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
