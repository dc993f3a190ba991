package dev.hqe.topics.codeaudit.patterns;

import dev.hqe.topics.codeaudit.secrets.Severity;
import java.util.ArrayList;
import java.util.List;

/// One kind of risky code: its name, what is wrong, how to mend it, and the forms it takes.
///
/// Put together once by [PatternBook] and only read afterwards.
public final class PatternRule {
    private static final int UNLESS_MAX = 40;

    private final String id;
    private final Severity severity;
    private final int cwe;
    private final String title;
    private final String fix;
    private final boolean shell;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<byte[]> unless = new ArrayList<>();
    private final List<byte[]> notAfter = new ArrayList<>();

    PatternRule(
            Language language, String id, Severity severity, int cwe, String title, String fix) {
        this.shell = language == Language.SHELL;
        this.id = id;
        this.severity = severity;
        this.cwe = cwe;
        this.title = title;
        this.fix = fix;
    }

    /// Kebab-case and stable, the language first.
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /// The weakness in MITRE's Common Weakness Enumeration.
    public int cwe() {
        return cwe;
    }

    /// What is wrong, in one sentence.
    public String title() {
        return title;
    }

    /// What to do instead.
    public String fix() {
        return fix;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    PatternRule on(String... forms) {
        for (String form : forms) {
            patterns.add(new Pattern(form, shell));
        }
        return this;
    }

    /// Words that make it harmless if they stand in the same statement behind its start; in a shell
    /// also within a string.
    PatternRule unless(String... words) {
        for (String word : words) {
            unless.add(Pattern.bytes(word));
        }
        return this;
    }

    /// Tokens directly before it that make it something else: a method of that name, a declaration.
    PatternRule notAfter(String... tokens) {
        for (String token : tokens) {
            notAfter.add(Pattern.bytes(token));
        }
        return this;
    }

    boolean holds(Pattern pattern, Window window) {
        for (byte[] token : notAfter) {
            if (window.isBefore(token)) {
                return false;
            }
        }
        return pattern.matches(window) && !excused(window);
    }

    private boolean excused(Window window) {
        if (unless.isEmpty()) {
            return false;
        }
        int depth = 0;
        for (int at = 1; at < UNLESS_MAX && window.kind(at) != Lexer.END; at++) {
            if (depth <= 0 && window.startsStatement(at)) {
                return false;
            }
            int mark = window.mark(at);
            depth += mark == '(' || mark == '{' ? 1 : mark == ')' || mark == '}' ? -1 : 0;
            for (byte[] word : unless) {
                boolean held = window.isShell() && window.contentHas(at, word);
                if (held || window.is(at, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return id;
    }
}
