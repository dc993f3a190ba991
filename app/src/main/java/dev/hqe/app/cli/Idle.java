package dev.hqe.app.cli;

import java.time.Duration;

/// How long a workbench stays that nobody uses.
public final class Idle {

    /// Unless somebody says otherwise.
    public static final Duration USUAL = Duration.ofMinutes(5);

    private Idle() {}

    /// As `HQE_IDLE` says.
    ///
    /// @throws Failures.BadInput if it is no length of time
    static Duration fromEnvironment() {
        String text = System.getenv("HQE_IDLE");
        return text == null ? USUAL : said(text);
    }

    /// What nothing was said of is as usual, as with a variable that is not set.
    static Duration said(String text) {
        return text.isBlank() ? USUAL : parse(text);
    }

    private static Duration parse(String text) {
        return DurationConverter.read(text)
                .orElseThrow(() ->
                        new Failures.BadInput(
                                "HQE_IDLE is '"
                                        + text
                                        + "', which is no length of time: set it to a number and s,"
                                        + " m, h, d or w, such as 30s or 5m"));
    }
}
