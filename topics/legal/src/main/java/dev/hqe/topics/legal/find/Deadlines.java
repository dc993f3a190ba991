package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.find.Deadline.Kind;
import dev.hqe.topics.legal.find.Deadline.Subject;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import dev.hqe.topics.legal.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds dates and lengths of time, and what they count from.
final class Deadlines {
    private static final int EVENT_WORDS_MAX = 16;
    private static final int LOOK_BACK = 8;
    private static final List<String> EVENT_ENDS =
            List.of(
                    ",",
                    ";",
                    ".",
                    ":",
                    "shall",
                    "must",
                    "may",
                    "will",
                    "unless",
                    "if",
                    "provided",
                    "whichever");

    private final ContractText contract;
    private final List<Deadline> found = new ArrayList<>();

    private Deadlines(ContractText contract) {
        this.contract = contract;
    }

    static List<Deadline> of(ContractText contract) {
        Deadlines search = new Deadlines(contract);
        contract.sentences().forEach(search::read);
        return search.found;
    }

    private void read(Sentence sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            Optional<Dates.Found> date = Dates.at(sentence, i);
            if (date.isPresent()) {
                add(sentence, i, date.get().to(), Kind.DATE, Optional.empty(), "", date.get());
                i = date.get().to() - 1;
                continue;
            }
            Optional<Quantities.Found> length = Quantities.at(sentence, i);
            if (length.isPresent()) {
                i = length(sentence, i, length.get()) - 1;
            }
        }
    }

    /// Gives where to go on.
    private int length(Sentence sentence, int from, Quantities.Found length) {
        int at = length.to();
        boolean notice = false;
        while (sentence.is(at, "prior", "advance", "written", "notice", "previous")
                && !sentence.is(at + 1, "to")) {
            notice |= sentence.is(at, "notice");
            at++;
        }
        if (!notice && sentence.is(at, "notice")) {
            notice = true;
            at++;
        }
        boolean before = sentence.is(at, "before", "preceding");
        boolean priorTo = sentence.is(at, "prior") && sentence.is(at + 1, "to");
        boolean after = sentence.is(at, "after", "from", "following", "of");
        int eventFrom = priorTo ? at + 2 : before || after ? at + 1 : at;
        int eventTo = before || priorTo || after ? eventEnd(sentence, eventFrom) : eventFrom;
        boolean term = isTerm(sentence, from);
        Kind kind;
        if (before || priorTo) {
            kind = Kind.BEFORE;
        } else if (term && !notice) {
            kind = Kind.TERM;
        } else if (notice) {
            kind = Kind.NOTICE;
        } else if (after || looksBack(sentence, from, "within", "than", "least")) {
            kind = Kind.AFTER;
        } else {
            return length.to();
        }
        String event = contract.shown(sentence, eventFrom, eventTo);
        Dates.Found date = dateIn(sentence, eventFrom, eventTo);
        add(sentence, from, Math.max(eventTo, at), kind, Optional.of(length), event, date);
        return Math.max(length.to(), at);
    }

    private static int eventEnd(Sentence sentence, int from) {
        int at = from;
        while (at < sentence.size()
                && at - from < EVENT_WORDS_MAX
                && !sentence.get(at).isOneOf(EVENT_ENDS)) {
            // A date has a comma, and a month is called May.
            Optional<Dates.Found> date = Dates.at(sentence, at);
            at = date.isPresent() ? date.get().to() : at + 1;
        }
        return at;
    }

    /// The first date of an event, which is then the day that it happens on.
    private static Dates.Found dateIn(Sentence sentence, int from, int to) {
        for (int i = from; i < to; i++) {
            Optional<Dates.Found> date = Dates.at(sentence, i);
            if (date.isPresent()) {
                return date.get();
            }
        }
        return new Dates.Found(Optional.empty(), 0);
    }

    /// `a term of`, `a period of`, `periods of`, `continue for`, `remain in force for`.
    private static boolean isTerm(Sentence sentence, int from) {
        boolean of =
                sentence.is(from - 1, "of")
                        && sentence.is(from - 2, "term", "terms", "period", "periods", "duration");
        boolean lasts =
                sentence.is(from - 1, "for") && !looksBack(sentence, from, "overdue", "late");
        return of || lasts;
    }

    private static boolean looksBack(Sentence sentence, int from, String... words) {
        for (int i = from - 1; i >= 0 && i >= from - LOOK_BACK; i--) {
            if (sentence.is(i, words)) {
                return true;
            }
            if (sentence.is(i, ",", ";")) {
                return false;
            }
        }
        return false;
    }

    private void add(
            Sentence sentence,
            int from,
            int to,
            Kind kind,
            Optional<Quantities.Found> length,
            String event,
            Dates.Found date) {
        int last = Math.min(Math.max(to, from + 1), sentence.size()) - 1;
        found.add(
                new Deadline(
                        kind,
                        subject(sentence, kind, event, date),
                        length,
                        event,
                        date.day(),
                        sentence,
                        sentence.get(from).start(),
                        sentence.get(last).end()));
    }

    /// By the words of the sentence; the first that fits.
    private static Subject subject(Sentence sentence, Kind kind, String event, Dates.Found date) {
        if (sentence.mentions("renew")) {
            return Subject.RENEWAL;
        }
        if (sentence.mentions("terminat", "expir", "cancel")) {
            return Subject.TERMINATION;
        }
        if (sentence.mentions("confidential")) {
            return Subject.CONFIDENTIALITY;
        }
        if (sentence.mentions("pay", "invoice", "fee", "interest")) {
            return Subject.PAYMENT;
        }
        if (sentence.mentions("deliver", "ship", "dispatch")) {
            return Subject.DELIVERY;
        }
        boolean first =
                event.isEmpty()
                        || date.day().isPresent()
                        || Calendar.isEffective(Letters.lower(event));
        if (kind == Kind.TERM && first && sentence.mentions("agreement", "contract", "term")) {
            return Subject.TERM;
        }
        return sentence.mentions("notice", "notif") ? Subject.NOTICE : Subject.OTHER;
    }
}
