package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.List;

/// A secret of known shape whose vendor shows only in the key: `dd_api_key: <32 hex digits>`.
final class KeyedForm implements Detector {
    private final Keyword keyword;
    private final Step shape;
    private final List<Check> checks = new ArrayList<>();

    KeyedForm(Keyword keyword, Step... shape) {
        this.keyword = keyword;
        this.shape = Step.sequence(shape);
        checks.add(Check.entropy(2.0));
    }

    KeyedForm check(Check check) {
        checks.add(check);
        return this;
    }

    @Override
    public List<String> anchors() {
        return List.of(keyword.anchor());
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        int keyEnd = keyword.keyEnd(text, at);
        if (keyEnd < 0) {
            return Span.NONE;
        }
        Assignment.Value value = Assignment.read(text, at, keyEnd);
        if (!value.found() || shape.advance(text, value.start()) != value.end()) {
            return Span.NONE;
        }
        if (Placeholder.marksToken(text, value.start(), value.end())) {
            return Span.NONE;
        }
        for (Check check : checks) {
            if (!check.accepts(text, value.start(), value.end())) {
                return Span.NONE;
            }
        }
        return new Span(value.start(), value.end());
    }
}
