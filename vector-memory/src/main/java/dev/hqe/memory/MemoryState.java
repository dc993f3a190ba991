package dev.hqe.memory;

import java.time.Duration;
import java.util.Optional;

/// How far memory is.
///
/// @param chunks pieces of text that can be found by their words
/// @param withoutVector those of them that have no vector of the chosen model yet
/// @param pending entities that were changed and are not read yet
/// @param failed entities that cannot be read, until they change
/// @param model whose vectors answer; empty while none was needed
/// @param chosen the model that a person has chosen; where it is another one, its vectors are made
/// @param perSecond vectors that are made in a second; 0 while none are
/// @param vectors why there are no vectors to search by, or no new ones; empty while all is well
public record MemoryState(
        long chunks,
        long withoutVector,
        long pending,
        long failed,
        String model,
        String chosen,
        double perSecond,
        String vectors) {

    /// The longest time that is said.
    private static final double MAX_SECONDS = Duration.ofDays(365).toSeconds();

    /// Whether the vectors of a model answer while those of another one are made.
    public boolean isChanging() {
        return !model.isEmpty() && !model.equals(chosen);
    }

    /// How much of the chunks has a vector of the chosen model, 0 to 1.
    public double share() {
        return chunks == 0 ? 1 : Math.clamp((double) (chunks - withoutVector) / chunks, 0, 1);
    }

    /// When every chunk has its vector, at this pace; empty while none are made.
    public Optional<Duration> left() {
        if (withoutVector == 0 || !(perSecond > 0)) {
            return Optional.empty();
        }
        double seconds = Math.min(MAX_SECONDS, Math.ceil(withoutVector / perSecond));
        return Optional.of(Duration.ofSeconds((long) seconds));
    }
}
