package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityMarks;
import dev.hqe.kernel.activity.ActivityQuery;
import java.util.Set;

/// Which activities are shown. Actor, subject and words are looked for in the log; what a mark
/// says, kind, result and time, is compared in memory, and so changes at once.
///
/// @param kinds empty for all
/// @param results empty for all
/// @param actor empty for anyone
/// @param subject this one and what is below it; empty for all
/// @param words all of them stand in the activity; empty for any
/// @param stretch what is chosen in the chart
public record Filter(
        Set<Kind> kinds,
        Set<Result> results,
        String actor,
        String subject,
        String words,
        Period period,
        Stretch stretch) {

    /// Longest words that the log takes.
    private static final int MAX_WORDS = 500;

    public static final Filter NONE =
            new Filter(Set.of(), Set.of(), "", "", "", Period.ALL, Stretch.ALL);

    public Filter {
        kinds = Set.copyOf(kinds);
        results = Set.copyOf(results);
        words = words.strip();
        words = words.substring(0, Math.min(words.length(), MAX_WORDS));
    }

    public Filter kinds(Set<Kind> only) {
        return new Filter(only, results, actor, subject, words, period, stretch);
    }

    public Filter results(Set<Result> only) {
        return new Filter(kinds, only, actor, subject, words, period, stretch);
    }

    public Filter actor(String only) {
        return new Filter(kinds, results, only, subject, words, period, stretch);
    }

    public Filter subject(String only) {
        return new Filter(kinds, results, actor, only, words, period, stretch);
    }

    public Filter words(String only) {
        return new Filter(kinds, results, actor, subject, only, period, stretch);
    }

    /// That period, and all of it.
    public Filter period(Period only) {
        return new Filter(kinds, results, actor, subject, words, only, Stretch.ALL);
    }

    public Filter stretch(Stretch only) {
        return new Filter(kinds, results, actor, subject, words, period, only);
    }

    /// Whether it is about nothing but the sort and the time.
    boolean findsAll() {
        return actor.isEmpty() && subject.isEmpty() && words.isEmpty();
    }

    /// Whether it leaves nothing out.
    boolean isNone() {
        return equals(NONE);
    }

    /// Whether the log finds the same for both.
    boolean looksForTheSame(Filter other) {
        return actor.equals(other.actor)
                && subject.equals(other.subject)
                && words.equals(other.words);
    }

    /// What is asked of the log.
    ActivityQuery query() {
        return ActivityQuery.all().actor(actor).subject(subject).words(words);
    }

    /// Whether what the log has found is of a sort that is shown.
    boolean takes(Kind kind, Result result) {
        return (kinds.isEmpty() || kinds.contains(kind))
                && (results.isEmpty() || results.contains(result));
    }

    /// Which sorts are shown, by [ActivityMarks#sortOf].
    boolean[] sorts() {
        boolean[] sorts = new boolean[ActivityMarks.SORTS];
        for (Kind kind : Kind.values()) {
            for (Result result : Result.values()) {
                sorts[ActivityMarks.sortOf(kind, result)] = takes(kind, result);
            }
        }
        return sorts;
    }
}
