package dev.hqe.ingestion;

import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// Something that came in and could not become an entity.
///
/// @param seq rises with each letter that is written; a letter written anew gets a new one
/// @param source where the item came from: the absolute path of a folder, or the name of a source
/// @param item which item: a path in that folder, with `/`; what cannot be printed is written as
///   `\x0A`, and a folder ends in `/`. Of a source where the record is: `line 12`
/// @param reason a stable word: [Reason#word]
/// @param detail said so that a person can mend it
/// @param record the number of the record in its source, 0 for what is no record
/// @param excerpt how its payload begins, at most [DeadLetters#MAX_EXCERPT] characters; all of it
///   is [DeadLetters#payload]
public record DeadLetter(
        long seq,
        TopicId topicId,
        String source,
        String item,
        String reason,
        String detail,
        Instant createdAt,
        long record,
        String excerpt) {

    /// What was to become an entity.
    ///
    /// @param text of [Form#RECORD] the record as JSON, else how it is written
    public record Payload(Form form, String text) {

        /// Longest record that is kept whole, in characters.
        public static final int MAX_CHARS = 256 << 10;

        /// Nothing: it lies where it came from.
        public static final Payload NOTHING = new Payload(Form.NONE, "");

        /// A record, which can be tried again unless it is too long to be kept.
        public static Payload record(JsonNode record) {
            String json = record.toString();
            return json.length() <= MAX_CHARS
                    ? new Payload(Form.RECORD, json)
                    : new Payload(Form.CUT, cut(json));
        }

        /// Something that could not be read as a record.
        public static Payload text(String raw) {
            return raw.length() <= MAX_CHARS
                    ? new Payload(Form.TEXT, raw)
                    : new Payload(Form.CUT, cut(raw));
        }

        private static String cut(String text) {
            int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? 1 : 0;
            return text.substring(0, MAX_CHARS - end);
        }
    }

    /// What is kept of what was to become an entity. The word is stored and never changes.
    public enum Form {
        /// Nothing: it lies where it came from.
        NONE(""),
        /// The record, whole.
        RECORD("record"),
        /// What could not be read as a record, as it is written.
        TEXT("text"),
        /// The beginning of what is too long to be kept.
        CUT("cut");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        /// As it is stored.
        public String word() {
            return word;
        }

        static Form of(String word) {
            return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst().orElse(CUT);
        }
    }
}
