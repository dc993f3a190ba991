package dev.hqe.kernel.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which activities; the newest come first.
///
/// @param kinds empty for all
/// @param results empty for all
/// @param actor exactly; empty for all
/// @param subject this one, and those below it (`finance` has `finance.ratios`); empty for all
/// @param words every one of them stands in the actor, the subject, the text or the detail,
///   whatever its case; empty for all
/// @param sinceOrNull not older than this
/// @param beforeOrNull older than this
/// @param below with a smaller number than this; 0 to begin with the newest
/// @param limit most of them, 1 to [#MAX_LIMIT]
public record ActivityQuery(
        Set<Kind> kinds,
        Set<Result> results,
        String actor,
        String subject,
        String words,
        @Nullable Instant sinceOrNull,
        @Nullable Instant beforeOrNull,
        long below,
        int limit) {

    public static final int MAX_LIMIT = 1_000;
    private static final int MAX_WORDS = 500;

    public ActivityQuery {
        kinds = Set.copyOf(kinds);
        results = Set.copyOf(results);
        words = words.strip();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        if (below < 0) {
            throw new IllegalArgumentException("below must be 0 or more, not " + below);
        }
        if (words.length() > MAX_WORDS) {
            throw new IllegalArgumentException(
                    "the words to look for must be " + MAX_WORDS + " characters or fewer");
        }
    }

    /// The newest 100 of all.
    public static ActivityQuery all() {
        return new ActivityQuery(Set.of(), Set.of(), "", "", "", null, null, 0, 100);
    }

    public ActivityQuery kinds(Set<Kind> only) {
        return new ActivityQuery(
                only, results, actor, subject, words, sinceOrNull, beforeOrNull, below, limit);
    }

    public ActivityQuery results(Set<Result> only) {
        return new ActivityQuery(
                kinds, only, actor, subject, words, sinceOrNull, beforeOrNull, below, limit);
    }

    public ActivityQuery actor(String only) {
        return new ActivityQuery(
                kinds, results, only, subject, words, sinceOrNull, beforeOrNull, below, limit);
    }

    public ActivityQuery subject(String only) {
        return new ActivityQuery(
                kinds, results, actor, only, words, sinceOrNull, beforeOrNull, below, limit);
    }

    public ActivityQuery words(String only) {
        return new ActivityQuery(
                kinds, results, actor, subject, only, sinceOrNull, beforeOrNull, below, limit);
    }

    public ActivityQuery since(Instant from) {
        return new ActivityQuery(
                kinds, results, actor, subject, words, from, beforeOrNull, below, limit);
    }

    public ActivityQuery before(Instant to) {
        return new ActivityQuery(
                kinds, results, actor, subject, words, sinceOrNull, to, below, limit);
    }

    public ActivityQuery below(long seq) {
        return new ActivityQuery(
                kinds, results, actor, subject, words, sinceOrNull, beforeOrNull, seq, limit);
    }

    public ActivityQuery limit(int most) {
        return new ActivityQuery(
                kinds, results, actor, subject, words, sinceOrNull, beforeOrNull, below, most);
    }

    public Optional<Instant> since() {
        return Optional.ofNullable(sinceOrNull);
    }

    public Optional<Instant> before() {
        return Optional.ofNullable(beforeOrNull);
    }
}
