package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.GENERIC;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;
import static dev.hqe.topics.codeaudit.secrets.Step.run;

import java.util.List;

/// Values that only their key's name gives away. These are the rules that `min_entropy` is about.
final class GenericRules {
    private GenericRules() {}

    static void addTo(List<Rule> rules) {
        rules.add(
                new Rule("generic-password", "Password in an assignment", HIGH, GENERIC)
                        .found(GenericForm.password(Keyword.of("password")))
                        .found(GenericForm.password(Keyword.of("passwd")))
                        .found(GenericForm.password(Keyword.of("passphrase")))
                        .found(GenericForm.password(Keyword.wholeWord("pass")))
                        .found(GenericForm.password(Keyword.wholeWord("pwd"))));
        rules.add(
                keys(
                        "generic-secret",
                        "Secret in an assignment",
                        List.of("secret", "credential", "credentials")));
        rules.add(keys("generic-token", "Token in an assignment", List.of("token")));
        rules.add(
                keys(
                        "generic-api-key",
                        "Key in an assignment",
                        List.of(
                                "api_key",
                                "access_key",
                                "auth_key",
                                "private_key",
                                "encryption_key",
                                "signing_key",
                                "account_key",
                                "master_key")));
        // RFC 6750 section 2.1
        rules.add(
                new Rule("bearer-token", "Bearer token in a header", MEDIUM, GENERIC)
                        .found(
                                new TokenForm(
                                                "bearer ",
                                                run(
                                                        CharClass.WORD_DASH
                                                                | CharClass.BASE64_PADDED
                                                                | CharClass.DOT
                                                                | CharClass.TILDE,
                                                        20,
                                                        2048))
                                        .ignoringCase()
                                        .labelled()
                                        .entropy(3.0)
                                        .check(Check.has(CharClass.DIGIT, CharClass.LETTER))));
    }

    private static Rule keys(String id, String title, List<String> words) {
        Rule rule = new Rule(id, title, HIGH, GENERIC);
        for (String word : words) {
            rule.found(GenericForm.key(Keyword.of(word)));
        }
        return rule;
    }
}
