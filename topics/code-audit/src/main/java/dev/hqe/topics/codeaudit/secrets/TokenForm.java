package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.List;

/// A token with a fixed literal in it: `ghp_` and 36 letters and digits, `:AA` behind ten digits.
///
/// Built by chaining, used read-only afterwards. The byte before and the byte behind must not
/// belong to the token's alphabet, or the find is a piece of something else.
final class TokenForm implements Detector {
    private final String anchor;
    private final byte[] anchorBytes;
    private final Step shape;
    private final List<Check> checks = new ArrayList<>();
    private int notBefore = CharClass.WORD;
    private int notAfter = CharClass.WORD;
    private int behindMask;
    private int behindMin;
    private int behindMax;
    private boolean anchorIsSecret = true;
    private boolean ignoresCase;
    private double minEntropy = 2.0;

    TokenForm(String anchor, Step... steps) {
        this.anchor = anchor;
        this.anchorBytes = Ascii.bytes(anchor);
        this.shape = Step.sequence(steps);
    }

    /// The token starts with `min` to `max` bytes of a class before the anchor.
    TokenForm behind(int mask, int min, int max) {
        behindMask = mask;
        behindMin = min;
        behindMax = max;
        return this;
    }

    /// The anchor is a label such as `AccountKey=`; only what follows is secret.
    TokenForm labelled() {
        anchorIsSecret = false;
        return this;
    }

    TokenForm ignoringCase() {
        ignoresCase = true;
        return this;
    }

    /// Classes that may not stand directly before the form; letters, digits and `_` unless set.
    TokenForm notBefore(int mask) {
        notBefore = mask;
        return this;
    }

    /// Classes that may not follow; letters, digits and `_` unless set.
    TokenForm notAfter(int mask) {
        notAfter = mask;
        return this;
    }

    /// The least entropy of what follows the anchor, 2.0 unless set: enough to refuse `xxxx`.
    TokenForm entropy(double bits) {
        minEntropy = bits;
        return this;
    }

    TokenForm check(Check check) {
        checks.add(check);
        return this;
    }

    /// The part of the secret that is public knowledge, for a preview.
    String publicPrefix() {
        return anchorIsSecret && behindMax == 0 ? anchor : "";
    }

    @Override
    public List<String> anchors() {
        return List.of(anchor);
    }

    @Override
    public boolean ignoresCase() {
        return ignoresCase;
    }

    @Override
    public Span detect(Text text, int at, double ignored) {
        boolean anchored =
                ignoresCase
                        ? text.startsWithIgnoringCase(anchorBytes, at)
                        : text.startsWith(anchorBytes, at);
        if (!anchored) {
            return Span.NONE;
        }
        int formStart = at;
        if (behindMax > 0) {
            formStart = text.runBack(at, behindMask, behindMax);
            if (at - formStart < behindMin) {
                return Span.NONE;
            }
        }
        if (!boundaryBefore(text, formStart)) {
            return Span.NONE;
        }
        int variable = at + anchorBytes.length;
        int end = shape.advance(text, variable);
        if (end < 0 || CharClass.is(text.at(end), notAfter)) {
            return Span.NONE;
        }
        int start = anchorIsSecret ? formStart : variable;
        int measured = behindMax > 0 ? formStart : variable;
        if (Entropy.bitsPerByte(text, measured, end) < minEntropy
                || Placeholder.marksToken(text, measured, end)) {
            return Span.NONE;
        }
        for (Check check : checks) {
            if (!check.accepts(text, start, end)) {
                return Span.NONE;
            }
        }
        return new Span(start, end);
    }

    /// A letter before the form is no neighbour if it is the tail of an escape such as `\n`.
    private boolean boundaryBefore(Text text, int start) {
        int before = text.at(start - 1);
        if (!CharClass.is(before, notBefore)) {
            return true;
        }
        boolean escapeTail = before == 'n' || before == 'r' || before == 't';
        return escapeTail && text.at(start - 2) == '\\';
    }
}
