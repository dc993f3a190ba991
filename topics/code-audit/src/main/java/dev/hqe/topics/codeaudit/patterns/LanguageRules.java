package dev.hqe.topics.codeaudit.patterns;

import dev.hqe.topics.codeaudit.secrets.Severity;
import java.util.ArrayList;
import java.util.List;

/// The rules of one language, as they are written down one after the other.
abstract class LanguageRules {
    private final Language language;
    private final List<PatternRule> rules = new ArrayList<>();

    LanguageRules(Language language) {
        this.language = language;
    }

    /// Adds a rule, which finds nothing before it is told its forms.
    final PatternRule rule(String id, Severity severity, int cwe, String title, String fix) {
        PatternRule rule = new PatternRule(language, id, severity, cwe, title, fix);
        rules.add(rule);
        return rule;
    }

    final List<PatternRule> rules() {
        return rules;
    }
}
