package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.List;

/// One kind of credential: its name in results and the forms by which it is recognised.
///
/// Rules are put together once in [RuleBook] and only read afterwards.
public final class Rule {
    /// How much a match of this rule says; where two matches overlap, the higher one wins.
    enum Specificity {
        /// Only the name next to the value says that it is secret.
        GENERIC,
        /// The surroundings say what it is: a URL, a header, a vendor's name in the key.
        CONTEXT,
        /// The value itself says what it is.
        FORMAT,
        /// The value and its surroundings do.
        FORMAT_IN_CONTEXT
    }

    private final String id;
    private final String title;
    private final Severity severity;
    private final Specificity specificity;
    private final List<Detector> detectors = new ArrayList<>();
    private final List<byte[]> publicPrefixes = new ArrayList<>();
    private Check genuine = (text, start, end) -> true;
    private boolean fingerprinted;

    Rule(String id, String title, Severity severity, Specificity specificity) {
        this.id = id;
        this.title = title;
        this.severity = severity;
        this.specificity = specificity;
        this.fingerprinted = specificity.compareTo(Specificity.GENERIC) > 0;
    }

    /// Kebab-case and stable: it is in results, placeholders and suppressions.
    public String id() {
        return id;
    }

    /// What a person calls it.
    public String title() {
        return title;
    }

    /// The severity of a genuine match.
    public Severity severity() {
        return severity;
    }

    /// Whether findings carry a fingerprint. A hash of a secret that a person chose could be
    /// guessed back from it, so rules that find such secrets give none.
    public boolean fingerprinted() {
        return fingerprinted;
    }

    Specificity specificity() {
        return specificity;
    }

    List<Detector> detectors() {
        return detectors;
    }

    /// A match that fails a checksum has the right form all the same and may be a typing error as
    /// well as a sample: it is reported, but no higher than medium.
    Severity severityOf(Text text, int start, int end) {
        boolean lower = severity.compareTo(Severity.MEDIUM) < 0;
        return lower && !genuine.accepts(text, start, end) ? Severity.MEDIUM : severity;
    }

    /// The part of a match that is the same in every secret of this form, such as `ghp_`.
    String publicPrefixOf(Text text, int start, int end) {
        int longest = 0;
        for (byte[] prefix : publicPrefixes) {
            if (prefix.length > longest
                    && prefix.length < end - start
                    && text.startsWith(prefix, start)) {
                longest = prefix.length;
            }
        }
        return text.ascii(start, start + longest);
    }

    Rule found(Detector detector) {
        detectors.add(detector);
        return this;
    }

    Rule found(TokenForm form) {
        detectors.add(form);
        if (!form.publicPrefix().isEmpty()) {
            publicPrefixes.add(Ascii.bytes(form.publicPrefix()));
        }
        return this;
    }

    /// A token per prefix, all with the same shape behind it.
    Rule tokens(List<String> prefixes, Step... shape) {
        for (String prefix : prefixes) {
            found(new TokenForm(prefix, shape));
        }
        return this;
    }

    Rule token(String prefix, Step... shape) {
        return found(new TokenForm(prefix, shape));
    }

    Rule genuineIf(Check check) {
        genuine = check;
        return this;
    }

    Rule withoutFingerprint() {
        fingerprinted = false;
        return this;
    }

    @Override
    public String toString() {
        return id;
    }
}
