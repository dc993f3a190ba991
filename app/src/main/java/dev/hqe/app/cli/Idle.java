package dev.hqe.app.cli;

import java.time.Duration;
import picocli.CommandLine;

/// How long a workbench stays that nobody uses.
final class Idle {

    /// Unless somebody says otherwise.
    static final String USUAL = "5m";

    /// As picocli reads it.
    static final String DEFAULT = "${env:HQE_IDLE:-" + USUAL + "}";

    private Idle() {}

    /// As `HQE_IDLE` says.
    ///
    /// @throws Failures.BadInput if it is no length of time
    static Duration fromEnvironment() {
        String text = System.getenv().getOrDefault("HQE_IDLE", USUAL);
        try {
            return new DurationConverter().convert(text);
        } catch (CommandLine.TypeConversionException e) {
            throw new Failures.BadInput("HQE_IDLE: " + e.getMessage());
        }
    }
}
