package dev.hqe.app.cli;

import java.time.Duration;
import picocli.CommandLine;

/// How long a workbench stays that nobody uses.
final class Idle {

    /// Unless somebody says otherwise.
    private static final String USUAL = "5m";

    private Idle() {}

    /// As `HQE_IDLE` says.
    ///
    /// @throws Failures.BadInput if it is no length of time
    static Duration fromEnvironment() {
        String text = System.getenv().getOrDefault("HQE_IDLE", USUAL);
        try {
            return new DurationConverter().convert(text);
        } catch (CommandLine.TypeConversionException e) {
            throw new Failures.BadInput(
                    "HQE_IDLE is '"
                            + text
                            + "', which is no length of time: set it to a number and s, m, h, d or w,"
                            + " such as 30s or 5m");
        }
    }
}
