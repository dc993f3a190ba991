package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.find.Obligation.Modality;
import dev.hqe.topics.legal.text.Clause;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import dev.hqe.topics.legal.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds who has to, must not or may do what: the words of [Modal], what stands before them as the
/// subject, what stands behind them as the action.
///
/// A lead such as `The Supplier shall:` counts for the items of the list below it. Clauses with
/// `which may` or `that shall` are part of a description and left out.
final class Obligations {
    private static final List<String> CONDITIONS =
            List.of(
                    "if",
                    "where",
                    "when",
                    "whenever",
                    "upon",
                    "unless",
                    "subject",
                    "notwithstanding",
                    "in",
                    "during",
                    "after",
                    "before",
                    "within",
                    "except",
                    "without",
                    "provided",
                    "to",
                    "for",
                    "at",
                    "on",
                    "as",
                    "by",
                    "following",
                    "until",
                    "once",
                    "should",
                    "under",
                    "save");
    private static final List<String> JOINTS = List.of("and", "or", "but", "then", ",");

    private final ContractText contract;
    private final List<Party> parties;
    private final List<Obligation> found = new ArrayList<>();

    /// The lead of a list, whose items have no words of their own.
    private Optional<Obligation> lead = Optional.empty();

    private Obligations(ContractText contract) {
        this.contract = contract;
        this.parties = Parties.of(contract);
    }

    static List<Obligation> of(ContractText contract) {
        Obligations search = new Obligations(contract);
        contract.sentences().forEach(search::read);
        return search.found;
    }

    private void read(Sentence sentence) {
        Clause clause = sentence.clause();
        if (lead.isPresent() && !clause.isBelow(lead.get().sentence().clause())) {
            lead = Optional.empty();
        }
        List<Modal> modals = modals(sentence);
        if (modals.isEmpty()) {
            lead.ifPresent(from -> item(from, sentence, sentence.size()));
        }
        if (lead.isPresent() && !modals.isEmpty()) {
            int own = subjectStart(sentence, 0, modals.get(0).from(), false);
            if (own > 0) {
                item(lead.get(), sentence, own);
            }
        }
        String before = "";
        for (int i = 0; i < modals.size(); i++) {
            int end = i + 1 < modals.size() ? modals.get(i + 1).from() : sentence.size();
            before = one(sentence, modals, i, end, before);
        }
    }

    private static List<Modal> modals(Sentence sentence) {
        List<Modal> modals = new ArrayList<>();
        for (int i = 0; i < sentence.size(); i++) {
            Optional<Modal> modal = Modal.at(sentence, i);
            if (modal.isPresent() && !sentence.is(i - 1, "which", "that", "who", "it", "there")) {
                modals.add(modal.get());
                i = modal.get().to() - 1;
            }
        }
        return modals;
    }

    /// Reads what one modal says; gives its subject, which the next one may share.
    private String one(Sentence sentence, List<Modal> modals, int i, int nextModal, String before) {
        Modal modal = modals.get(i);
        int from = i == 0 ? 0 : modals.get(i - 1).to();
        int begin = subjectStart(sentence, from, modal.from(), i > 0);
        int condition = begin;
        if (sentence.get(begin).isOneOf(CONDITIONS)) {
            begin = behindCondition(sentence, begin, modal.from());
        }
        int subjectEnd = subjectEnd(sentence, begin, modal.from());
        String subject = contract.shown(sentence, begin, subjectEnd);
        if (i > 0 && subject.isEmpty()) {
            subject = before;
        }
        int actionEnd = nextModal;
        if (i + 1 < modals.size()) {
            actionEnd = subjectStart(sentence, modal.to(), nextModal, true);
            while (actionEnd > modal.to() && sentence.get(actionEnd - 1).isOneOf(JOINTS)) {
                actionEnd--;
            }
        }
        String lower = Letters.lower(subject);
        if (subject.isEmpty() || lower.startsWith("nothing")) {
            return subject;
        }
        boolean negative = lower.startsWith("no ") || lower.startsWith("neither ");
        Modality modality =
                negative && modal.modality() != Modality.PROHIBITION
                        ? Modality.PROHIBITION
                        : modal.modality();
        String action = action(contract.shown(sentence, modal.to(), actionEnd));
        Obligation obligation =
                new Obligation(
                        party(subject, action),
                        subject,
                        modality,
                        Letters.lower(contract.shown(sentence, modal.from(), modal.to())),
                        action,
                        condition == begin ? "" : contract.shown(sentence, condition, begin - 1),
                        sentence,
                        sentence.get(Math.min(condition, modal.from())).start(),
                        sentence.get(Math.max(actionEnd, modal.to()) - 1).end());
        if (sentence.last() && i == modals.size() - 1 && sentence.is(sentence.size() - 1, ":")) {
            lead = Optional.of(obligation);
            if (action.isEmpty()) {
                return subject;
            }
        }
        found.add(obligation);
        return subject;
    }

    /// Behind the last `;`, `:`, `but` or `provided that`; after another modal behind the last
    /// `and`, `or`, `but` or comma. At most the modal itself.
    private static int subjectStart(Sentence sentence, int from, int modal, boolean follows) {
        int start = from;
        boolean joint = !follows;
        for (int i = from; i < modal; i++) {
            boolean stop =
                    sentence.is(i, ";", ":", "but")
                            || (sentence.is(i, "that") && sentence.is(i - 1, "provided"));
            boolean and =
                    follows
                            && sentence.get(i).isOneOf(JOINTS)
                            && (i + 1 == modal || startsSubject(sentence, i + 1, modal));
            if (stop || and) {
                start = i + 1;
                joint = true;
            }
        }
        while (start < modal && sentence.get(start).isOneOf(JOINTS)) {
            start++;
        }
        return joint ? start : modal;
    }

    /// Whether what is between here and the modal can be a subject: few words, and a capital one or
    /// an article first.
    private static boolean startsSubject(Sentence sentence, int at, int modal) {
        boolean article =
                sentence.is(
                        at, "the", "a", "an", "each", "either", "neither", "no", "any", "all",
                        "both", "such", "this", "these", "if");
        return modal - at <= 12 && (article || sentence.get(at).isCapital());
    }

    /// Behind the last comma before the modal, outside of brackets; where it was if there is none.
    private static int behindCondition(Sentence sentence, int from, int modal) {
        int depth = 0;
        int comma = from;
        for (int i = from; i < modal - 1; i++) {
            depth += sentence.is(i, "(") ? 1 : sentence.is(i, ")") ? -1 : 0;
            if (depth == 0 && sentence.is(i, ",") && startsSubject(sentence, i + 1, modal)) {
                comma = i + 1;
            }
        }
        return comma;
    }

    /// `The Buyer, upon receipt, shall` has its subject before the first comma.
    private static int subjectEnd(Sentence sentence, int from, int modal) {
        if (modal > from && sentence.is(modal - 1, ",")) {
            for (int i = from; i < modal; i++) {
                if (sentence.is(i, ",")) {
                    return i;
                }
            }
        }
        return modal;
    }

    private void item(Obligation from, Sentence sentence, int to) {
        String action = action(contract.shown(sentence, 0, to));
        String whole = from.action().isEmpty() ? action : from.action() + " " + action;
        found.add(
                new Obligation(
                        from.party(),
                        from.subject(),
                        from.modality(),
                        from.keyword(),
                        whole,
                        from.condition(),
                        sentence,
                        sentence.start(),
                        sentence.get(to - 1).end()));
    }

    /// Without what ends the sentence or joins the next item of a list.
    private static String action(String text) {
        String action = text;
        boolean cut = true;
        while (cut) {
            cut = false;
            for (String ending :
                    List.of(".", ";", ":", ",", "; and", "; or", ", and", ", or", ", but")) {
                if (action.endsWith(ending)) {
                    action = action.substring(0, action.length() - ending.length()).strip();
                    cut = true;
                }
            }
        }
        return action;
    }

    /// The party that the subject names, or else the one by whom it is to be done.
    private String party(String subject, String action) {
        String lower = Letters.lower(subject);
        for (String all :
                List.of(
                        "each party",
                        "either party",
                        "both parties",
                        "the parties",
                        "neither party",
                        "no party",
                        "a party")) {
            if (lower.equals(all)) {
                return all;
            }
        }
        for (Party party : parties) {
            if (isNamed(subject, party)) {
                return party.called();
            }
        }
        int by = action.indexOf(" by ");
        if (action.startsWith("be ") && by >= 0) {
            String whom = action.substring(by + 4);
            for (Party party : parties) {
                if (whom.startsWith(party.called()) || whom.startsWith("the " + party.called())) {
                    return party.called();
                }
            }
        }
        return "";
    }

    /// Whether the subject begins with the role or the name, with or without an article.
    private static boolean isNamed(String subject, Party party) {
        for (String article : List.of("", "The ", "the ", "Each ", "each ")) {
            for (String name : List.of(party.called(), party.name())) {
                String start = article + name;
                boolean begins = subject.startsWith(start);
                if (begins
                        && (subject.length() == start.length()
                                || " ,(".indexOf(subject.charAt(start.length())) >= 0)) {
                    return true;
                }
            }
        }
        return false;
    }
}
