package dev.hqe.sync;

import java.util.List;

/// Selects subjects: `*` stands for exactly one token, `>` at the end for one or more.
///
/// As in NATS, a wildcard counts only where it is the whole token: `a*` is an ordinary token.
/// Source: [NATS wildcards](https://docs.nats.io/nats-concepts/subjects#wildcards).
public record SubjectPattern(String value) {

    public SubjectPattern {
        List<String> tokens = Subject.tokens(value);
        int tail = tokens.indexOf(">");
        if (tail >= 0 && tail < tokens.size() - 1) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no pattern: '>' can only be the last token");
        }
    }

    public boolean matches(Subject subject) {
        List<String> wanted = List.of(value.split("\\.", -1));
        List<String> given = subject.tokens();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals(">")) {
                return given.size() > i;
            }
            if (i >= given.size()) {
                return false;
            }
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return given.size() == wanted.size();
    }

    @Override
    public String toString() {
        return value;
    }
}
