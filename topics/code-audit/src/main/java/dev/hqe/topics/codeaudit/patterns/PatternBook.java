package dev.hqe.topics.codeaudit.patterns;

import java.util.ArrayList;
import java.util.List;

/// The rules of a language, and the index that says which of their forms a word may begin.
/// Immutable once built.
public final class PatternBook {
    private static final int CELLS = 1024;

    private final List<PatternRule> rules;
    private final List<List<Entry>> byHash = new ArrayList<>();
    private final List<Entry> onString = new ArrayList<>();

    /// A form and the rule that it belongs to.
    record Entry(PatternRule rule, Pattern pattern) {}

    private PatternBook(List<PatternRule> rules) {
        this.rules = List.copyOf(rules);
        for (int i = 0; i < CELLS; i++) {
            byHash.add(List.of());
        }
        for (PatternRule rule : rules) {
            for (Pattern pattern : rule.patterns()) {
                index(new Entry(rule, pattern));
            }
        }
    }

    private void index(Entry entry) {
        List<byte[]> words = entry.pattern().firstWords();
        if (words.isEmpty()) {
            onString.add(entry);
        }
        for (byte[] word : words) {
            int hash = 0;
            for (byte b : word) {
                hash = 31 * hash + b;
            }
            int cell = cell(hash);
            if (byHash.get(cell).isEmpty()) {
                byHash.set(cell, new ArrayList<>());
            }
            byHash.get(cell).add(entry);
        }
    }

    private static int cell(int hash) {
        return (hash ^ hash >>> 10 ^ hash >>> 20) & CELLS - 1;
    }

    /// The rules of this version for a language. Built anew each time: an instance lives as long as
    /// one tool call.
    public static PatternBook of(Language language) {
        return new PatternBook(
                switch (language) {
                    case JAVA -> JavaRules.all();
                    case PYTHON -> PythonRules.all();
                    case JAVASCRIPT -> JavascriptRules.all();
                    case RUST -> RustRules.all();
                    case GO -> GoRules.all();
                    case SHELL -> ShellRules.all();
                });
    }

    /// In a fixed order.
    public List<PatternRule> rules() {
        return rules;
    }

    List<Entry> startingWith(int hash) {
        return byHash.get(cell(hash));
    }

    List<Entry> startingWithString() {
        return onString;
    }
}
