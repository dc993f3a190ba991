package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.Sentence;

/// Who has to, must not or may do what.
///
/// @param party the party that the subject is; empty if it is none that is known
/// @param subject as it is written
/// @param keyword the words that say so: `shall not`
/// @param condition what stands before the subject, such as `If the Buyer is late`; may be empty
/// @param start offset of where this begins in the text
record Obligation(
        String party,
        String subject,
        Modality modality,
        String keyword,
        String action,
        String condition,
        Sentence sentence,
        int start,
        int end) {

    /// What follows for the one who is meant.
    enum Modality {
        OBLIGATION("obligation"),
        PROHIBITION("prohibition"),
        PERMISSION("permission");

        private final String word;

        Modality(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
