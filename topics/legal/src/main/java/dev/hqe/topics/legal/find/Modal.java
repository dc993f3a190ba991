package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.find.Obligation.Modality;
import dev.hqe.topics.legal.text.Sentence;
import java.util.List;
import java.util.Optional;

/// Words in a sentence that oblige, forbid or permit.
///
/// @param from first token
/// @param to behind the last one
record Modal(Modality modality, int from, int to) {
    private static final List<String> BEFORE_A_NOUN =
            List.of("the", "a", "his", "her", "its", "their", "last", "at", "own", "good", "free");

    /// What begins at a token, if it is one. `"X" shall mean` is none, nor are the month of May and
    /// a last will.
    static Optional<Modal> at(Sentence sentence, int i) {
        return switch (sentence.get(i).lower()) {
            case "shall", "must" -> strong(sentence, i);
            case "will" ->
                    sentence.is(i - 1, BEFORE_A_NOUN.toArray(String[]::new))
                            ? Optional.empty()
                            : strong(sentence, i);
            case "may" -> may(sentence, i);
            case "cannot" -> Optional.of(new Modal(Modality.PROHIBITION, i, i + 1));
            case "is", "are" -> be(sentence, i, i + 1);
            case "agrees", "agree", "undertakes", "undertake", "covenants", "covenant" ->
                    agree(sentence, i);
            case "has", "have" ->
                    sentence.is(i + 1, "the")
                                    && sentence.is(i + 2, "right")
                                    && sentence.is(i + 3, "to")
                            ? Optional.of(new Modal(Modality.PERMISSION, i, i + 4))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Modal> strong(Sentence sentence, int i) {
        if (sentence.is(i + 1, "not")) {
            return Optional.of(new Modal(Modality.PROHIBITION, i, i + 2));
        }
        boolean defines =
                sentence.is(i + 1, "mean", "include") && sentence.is(i - 1, "\"", "\u201d");
        boolean refers =
                sentence.is(i + 1, "have")
                        && sentence.is(i + 2, "the")
                        && sentence.is(i + 3, "meaning", "meanings");
        if (defines || refers) {
            return Optional.empty();
        }
        if (sentence.is(i + 1, "be")) {
            Optional<Modal> more = be(sentence, i, i + 2);
            if (more.isPresent()) {
                return more;
            }
        }
        if (sentence.is(i + 1, "have")
                && sentence.is(i + 2, "the")
                && sentence.is(i + 3, "right")
                && sentence.is(i + 4, "to")) {
            return Optional.of(new Modal(Modality.PERMISSION, i, i + 5));
        }
        return Optional.of(new Modal(Modality.OBLIGATION, i, i + 1));
    }

    private static Optional<Modal> may(Sentence sentence, int i) {
        if (sentence.get(i).isCapital()) {
            return Optional.empty();
        }
        return Optional.of(
                sentence.is(i + 1, "not")
                        ? new Modal(Modality.PROHIBITION, i, i + 2)
                        : new Modal(Modality.PERMISSION, i, i + 1));
    }

    /// `is required to`, `are not entitled to`, `is prohibited from`.
    private static Optional<Modal> be(Sentence sentence, int from, int at) {
        boolean not = sentence.is(at, "not");
        int verb = not ? at + 1 : at;
        if (sentence.is(verb, "prohibited", "forbidden") && sentence.is(verb + 1, "from", "to")) {
            return Optional.of(new Modal(Modality.PROHIBITION, from, verb + 2));
        }
        if (!sentence.is(verb + 1, "to")) {
            return Optional.empty();
        }
        if (sentence.is(verb, "required", "obliged", "obligated", "bound")) {
            return not
                    ? Optional.empty()
                    : Optional.of(new Modal(Modality.OBLIGATION, from, verb + 2));
        }
        if (sentence.is(verb, "entitled", "permitted", "allowed", "authorised", "authorized")) {
            Modality modality = not ? Modality.PROHIBITION : Modality.PERMISSION;
            return Optional.of(new Modal(modality, from, verb + 2));
        }
        return Optional.empty();
    }

    private static Optional<Modal> agree(Sentence sentence, int i) {
        int to = sentence.is(i + 1, "not") ? i + 2 : i + 1;
        return sentence.is(to, "to") && i > 0
                ? Optional.of(
                        new Modal(
                                to > i + 1 ? Modality.PROHIBITION : Modality.OBLIGATION, i, to + 1))
                : Optional.empty();
    }
}
