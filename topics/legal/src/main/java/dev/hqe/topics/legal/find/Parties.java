package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.Clause;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import dev.hqe.topics.legal.text.Sentence;
import dev.hqe.topics.legal.text.Token;
import java.util.ArrayList;
import java.util.List;

/// Finds the parties in three usual forms: `between A (the "X") and B (the "Y")`, a numbered list
/// after `between` or `parties`, and lines such as `Landlord: Jane Doe`.
///
/// Looked at are the text before the first clause and the first clauses, 6,000 characters in all.
final class Parties {
    private static final int FROM_START_MAX = 6_000;
    private static final int PARTIES_MAX = 20;
    private static final List<String> JOINING = List.of("of", "and", "the", "de", "van", "von");

    /// Legal forms, with which a name ends.
    private static final List<String> FORMS =
            List.of(
                    "ltd",
                    "limited",
                    "plc",
                    "llc",
                    "llp",
                    "lp",
                    "inc",
                    "corp",
                    "corporation",
                    "gmbh",
                    "ag",
                    "sa",
                    "bv",
                    "pty");

    private static final List<String> LABELS =
            List.of(
                    "landlord",
                    "tenant",
                    "seller",
                    "buyer",
                    "vendor",
                    "purchaser",
                    "supplier",
                    "customer",
                    "client",
                    "contractor",
                    "consultant",
                    "employer",
                    "employee",
                    "licensor",
                    "licensee",
                    "lender",
                    "borrower",
                    "provider",
                    "lessor",
                    "lessee",
                    "company",
                    "discloser",
                    "recipient");

    private final ContractText contract;
    private final List<Party> parties = new ArrayList<>();

    private Parties(ContractText contract) {
        this.contract = contract;
    }

    static List<Party> of(ContractText contract) {
        Parties search = new Parties(contract);
        search.between();
        if (search.parties.isEmpty()) {
            search.numbered();
        }
        if (search.parties.isEmpty()) {
            search.labelled();
        }
        return search.parties;
    }

    private void between() {
        for (Sentence sentence : contract.sentences()) {
            if (sentence.start() > FROM_START_MAX || !parties.isEmpty()) {
                return;
            }
            for (int i = 0; i + 1 < sentence.size(); i++) {
                int next = sentence.is(i + 1, ":", ",") ? i + 2 : i + 1;
                if (sentence.is(i, "between", "among", "amongst") && next < sentence.size()) {
                    joined(sentence, next);
                    break;
                }
            }
        }
    }

    /// `A ..., (the "X") and B ... (the "Y")`.
    private void joined(Sentence sentence, int from) {
        int at = from;
        while (at < sentence.size() && parties.size() < PARTIES_MAX) {
            int begin = at;
            while (begin < sentence.size() && !sentence.get(begin).isCapital()) {
                begin++;
            }
            int end = endOfParty(sentence, begin);
            if (begin < end) {
                add(sentence, begin, end);
            }
            at = Math.max(end, begin + 1);
        }
        if (parties.size() < 2) {
            parties.clear();
        }
    }

    /// Behind the bracket that gives the role; else before `and` or `;` with a name after it.
    private static int endOfParty(Sentence sentence, int from) {
        int depth = 0;
        boolean role = false;
        int plain = -1;
        for (int i = from; i < sentence.size(); i++) {
            if (sentence.is(i, "(")) {
                depth++;
            } else if (sentence.is(i, ")")) {
                depth--;
                if (role && depth == 0) {
                    return i + 1;
                }
            } else if (depth > 0 && sentence.get(i).isQuote()) {
                role = true;
            } else if (depth == 0
                    && plain < 0
                    && i > from
                    && sentence.is(i, "and", ";")
                    && isName(sentence, i + 1)) {
                plain = i;
            }
        }
        return !role && plain > 0 ? plain : role ? sentence.size() : endOfLast(sentence, from);
    }

    private static int endOfLast(Sentence sentence, int from) {
        int at = from;
        while (at < sentence.size() && !sentence.is(at, ".", ";")) {
            at++;
        }
        return at;
    }

    private static boolean isName(Sentence sentence, int at) {
        int from = sentence.is(at, "(") ? at + 3 : at;
        return from < sentence.size() && sentence.get(from).isCapital();
    }

    private void numbered() {
        boolean begun = false;
        for (Clause clause : contract.clauses()) {
            if (clause.start() > FROM_START_MAX || parties.size() == PARTIES_MAX) {
                return;
            }
            String shown = Letters.lower(contract.shown(clause.start(), clause.end()));
            boolean item = clause.number().endsWith(")") || clause.level() == 1;
            if (begun && item) {
                for (Sentence sentence : contract.sentences()) {
                    if (sentence.clause().equals(clause) && hasRole(sentence)) {
                        add(sentence, 0, sentence.size());
                        break;
                    }
                }
            }
            begun |= shown.contains("parties") || shown.endsWith("between") || begun(shown);
        }
    }

    private static boolean begun(String shown) {
        return shown.endsWith("between:") || shown.endsWith("among:");
    }

    private static boolean hasRole(Sentence sentence) {
        for (int i = 1; i < sentence.size(); i++) {
            if (sentence.get(i).isQuote() && hasOpenBracket(sentence, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOpenBracket(Sentence sentence, int at) {
        for (int i = at; i > 0 && i > at - 6; i--) {
            if (sentence.is(i, "(")) {
                return true;
            }
        }
        return false;
    }

    /// Lines of a label, a colon and a name.
    private void labelled() {
        String text = contract.text();
        int at = 0;
        while (at < Math.min(text.length(), FROM_START_MAX) && parties.size() < PARTIES_MAX) {
            int line = text.indexOf('\n', at);
            int end = line < 0 ? text.length() : line;
            int colon = text.indexOf(':', at);
            if (colon > at && colon < end) {
                String label = text.substring(at, colon).strip();
                String name = text.substring(colon + 1, end).strip();
                if (LABELS.contains(Letters.lower(label)) && !name.isEmpty()) {
                    int comma = name.indexOf(',');
                    parties.add(
                            new Party(
                                    comma < 0 ? name : name.substring(0, comma),
                                    label,
                                    comma < 0 ? "" : name.substring(comma + 1).strip(),
                                    text.indexOf(name, colon),
                                    end));
                }
            }
            at = end + 1;
        }
    }

    private void add(Sentence sentence, int from, int to) {
        int nameEnd = from;
        while (nameEnd < to && isInName(sentence, nameEnd, to)) {
            nameEnd++;
        }
        while (nameEnd > from && sentence.is(nameEnd - 1, "of", "and", "the", ".")) {
            nameEnd--;
        }
        if (nameEnd == from) {
            return;
        }
        int bracket = to;
        String role = "";
        for (int i = nameEnd; i < to && role.isEmpty(); i++) {
            if (sentence.get(i).isQuote() && i + 1 < to) {
                role = quoted(sentence, i, to);
                bracket = Math.max(nameEnd, i - 3);
                while (bracket < i && !sentence.is(bracket, "(")) {
                    bracket++;
                }
            }
        }
        int about = nameEnd;
        while (about < bracket && sentence.is(about, ",", ".")) {
            about++;
        }
        int aboutEnd = bracket > about && sentence.is(bracket - 1, ",") ? bracket - 1 : bracket;
        parties.add(
                new Party(
                        contract.shown(sentence, from, nameEnd),
                        role,
                        contract.shown(sentence, about, aboutEnd),
                        sentence.get(from).start(),
                        sentence.get(to - 1).end()));
    }

    /// What stands between a quotation mark and the next one.
    private String quoted(Sentence sentence, int quote, int to) {
        int end = quote + 1;
        while (end < to && !sentence.get(end).isQuote()) {
            end++;
        }
        return contract.shown(sentence, quote + 1, end);
    }

    /// Capital words and what joins them; `Inc` and the like also after a comma.
    private static boolean isInName(Sentence sentence, int at, int to) {
        Token token = sentence.get(at);
        if (token.isCapital() || token.is("&")) {
            return true;
        }
        boolean abbreviated = at > 0 && sentence.is(at - 1, "inc", "ltd", "co", "corp", "llc");
        if (token.is(".")) {
            return abbreviated || (at > 0 && sentence.get(at - 1).text().length() == 1);
        }
        boolean beforeName = at + 1 < to && sentence.get(at + 1).isCapital();
        if (token.is(",")) {
            return sentence.is(at + 1, "inc", "ltd", "llc", "corp", "co", "plc", "l.p");
        }
        boolean form = at > 0 && sentence.get(at - 1).isOneOf(FORMS);
        return (!form && token.isOneOf(JOINING) && beforeName) || token.kind() == Token.Kind.NUMBER;
    }
}
