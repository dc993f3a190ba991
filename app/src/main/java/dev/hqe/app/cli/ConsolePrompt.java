package dev.hqe.app.cli;

import dev.hqe.kernel.secret.PassphrasePrompt;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks the person at the terminal for what is not to be shown. Nobody is there when standard input
/// or output is a pipe or a file.
final class ConsolePrompt implements PassphrasePrompt {

    private static final int ATTEMPTS = 3;

    /// For a process that goes on by itself: asks for the passphrase of secrets that are there,
    /// three times at most in all, and never for a new one.
    static PassphrasePrompt toOpen() {
        ConsolePrompt console = new ConsolePrompt();
        AtomicInteger asked = new AtomicInteger();
        return purpose ->
                purpose == Purpose.OPEN && asked.getAndIncrement() < ATTEMPTS
                        ? console.ask(purpose)
                        : Optional.empty();
    }

    @Override
    public Optional<char[]> ask(Purpose purpose) {
        return switch (purpose) {
            case OPEN -> once("Passphrase of your secrets: ");
            case CREATE -> twice("A new passphrase for your secrets (at least 8 characters): ");
        };
    }

    static boolean isThere() {
        return terminal().isPresent();
    }

    /// Which Java this is decides whether there is no console or one that is no terminal.
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    private static Optional<char[]> once(String question) {
        return terminal().map(console -> console.readPassword("%s", question));
    }

    /// The same twice in a row; empty if there is nobody, or the person gives up or cannot.
    static Optional<char[]> twice(String question) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<char[]> first = once(question);
            if (first.isEmpty()) {
                return first;
            }
            Optional<char[]> second = once("Once more: ");
            boolean same = second.isPresent() && Arrays.equals(first.get(), second.get());
            second.ifPresent(typed -> Arrays.fill(typed, '\0'));
            if (same || second.isEmpty()) {
                return same ? first : Optional.empty();
            }
            Arrays.fill(first.get(), '\0');
            System.err.println("These two are not the same. Again, please.");
        }
        return Optional.empty();
    }
}
