package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.Sentence;

/// A term that a contract defines.
///
/// @param form how
/// @param meaning what it says the term is, on one line
/// @param start offset of the opening quotation mark
/// @param end behind the closing one
record Definition(String term, Form form, String meaning, Sentence sentence, int start, int end) {

    /// The two usual forms.
    enum Form {
        /// `"X" means ...`.
        MEANS("means"),
        /// `... (the "X")`.
        BRACKETS("brackets");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
