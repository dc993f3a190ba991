package dev.hqe.topics.legal.text;

/// A clause's own text, without that of the clauses below it.
///
/// @param number as it is referred to: `2.1(a)`, `Article 5`, `Schedule A`; empty before the first
///   one
/// @param heading empty if it has none
/// @param level 1 is the outermost; 0 before the first clause
/// @param start offset of the number
/// @param bodyStart offset behind number and heading
/// @param end offset behind its last character
public record Clause(String number, String heading, int level, int start, int bodyStart, int end) {

    /// Whether it is below another one.
    public boolean isBelow(Clause other) {
        String above = other.number;
        return !above.isEmpty()
                && number.length() > above.length()
                && number.startsWith(above)
                && (number.charAt(above.length()) == '(' || number.charAt(above.length()) == '.');
    }
}
