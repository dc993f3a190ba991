package dev.hqe.memory.embed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How often a server that is busy is asked again, and after how long.
///
/// @param attempts in all
/// @param first pause after the first attempt; each one after is twice as long
/// @param longest pause, whoever asks for a longer one
record Retries(int attempts, Duration first, Duration longest) {

    static final Retries USUAL = new Retries(6, Duration.ofMillis(500), Duration.ofSeconds(60));

    private static final Retries SHORT =
            new Retries(2, Duration.ofMillis(250), Duration.ofSeconds(1));

    /// No more than a person who waits for an answer bears with.
    Retries whileSomebodyWaits() {
        return new Retries(
                Math.min(attempts, SHORT.attempts),
                first.compareTo(SHORT.first) < 0 ? first : SHORT.first,
                longest.compareTo(SHORT.longest) < 0 ? longest : SHORT.longest);
    }

    /// The pause before the next attempt; empty if there is none any more.
    ///
    /// @param attempt how many there were
    /// @param asked the pause that the server wants
    Optional<Duration> pause(int attempt, Optional<Duration> asked) {
        if (attempt >= attempts || asked.filter(wish -> wish.compareTo(longest) > 0).isPresent()) {
            return Optional.empty();
        }
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        long most = Math.min(doubled, longest.toMillis());
        // spread, so that not everybody who was sent away comes back at once
        long own = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
        return Optional.of(asked.orElse(Duration.ofMillis(own)));
    }
}
