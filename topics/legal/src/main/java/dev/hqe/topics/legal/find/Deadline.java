package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.legal.text.Sentence;
import java.util.Optional;

/// A date, or a length of time that something has to happen in.
///
/// @param subject what it is about, by the words of its sentence
/// @param length empty for a date
/// @param event what the length counts from or to, as it is written; may be empty
/// @param date that was written: the deadline itself, or the day of the event; calculated ones are
///   made by [Calendar]
record Deadline(
        Kind kind,
        Subject subject,
        Optional<Quantities.Found> length,
        String event,
        Optional<Day> date,
        Sentence sentence,
        int start,
        int end) {

    /// Whether another one, a date, is the day that this length of time counts from or to.
    boolean countsFrom(Deadline other) {
        return length.isPresent() && date.isPresent() && start <= other.start && other.end <= end;
    }

    /// How it is written.
    enum Kind {
        /// A date of the calendar.
        DATE("date"),
        /// So long after something, or within so long.
        AFTER("after"),
        /// So long before something.
        BEFORE("before"),
        /// So long a notice.
        NOTICE("notice"),
        /// So long the contract, or a part of it, lasts.
        TERM("term");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// What it is about.
    enum Subject {
        RENEWAL("renewal"),
        TERMINATION("termination"),
        PAYMENT("payment"),
        DELIVERY("delivery"),
        CONFIDENTIALITY("confidentiality"),
        NOTICE("notice"),
        TERM("term"),
        OTHER("other");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
