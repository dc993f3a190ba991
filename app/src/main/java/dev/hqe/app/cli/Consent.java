package dev.hqe.app.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal.
final class Consent {

    private Consent() {}

    /// The terminal, if a person sits at it.
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /// Whether a person says yes.
    ///
    /// @throws Failures.BadInput when there is nobody to ask
    static boolean given(String question) {
        Console terminal =
                terminal()
                        .orElseThrow(() ->
                                new Failures.BadInput(
                                        "nothing was changed: nobody can be asked here. Say --yes to do it"
                                                + " without a question"));
        String answer = terminal.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
