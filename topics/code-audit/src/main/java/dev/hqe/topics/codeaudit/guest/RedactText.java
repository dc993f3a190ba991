package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.Match;
import dev.hqe.topics.codeaudit.secrets.Positions;
import dev.hqe.topics.codeaudit.secrets.Redaction;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.codeaudit.secrets.Text;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.kit.json.Utf8Slice;

/// The tools `redact` and `restore`: both compute the same [Redaction], one applies it and the
/// other undoes it.
final class RedactText {
    private final Arguments arguments;
    private final JsonWriter out;

    RedactText(Arguments arguments, JsonWriter out) {
        this.arguments = arguments;
        this.out = out;
    }

    void redact() {
        Text original = text(arguments.requiredText());
        Redaction redaction = redaction(original);
        out.beginObject().key("text").beginString();
        redaction.redacted(pieces());
        out.endString().key("placeholders").beginArray();
        Positions position = new Positions(original);
        for (int i = 0; i < redaction.matches().size(); i++) {
            Match match = redaction.matches().get(i);
            position.moveTo(match.coverStart());
            out.beginObject();
            out.key("placeholder").ascii(redaction.placeholders().get(i));
            out.key("rule").ascii(match.rule().id());
            out.key("line").number(position.line());
            out.key("column").number(position.column());
            out.endObject();
        }
        out.endArray();
        out.key("count").number(redaction.matches().size()).endObject();
    }

    void restore() {
        Text edited = text(arguments.requiredText());
        Redaction redaction = redaction(text(arguments.requiredOriginal()));
        out.beginObject().key("text").beginString();
        Redaction.Restored restored = redaction.restore(edited, pieces());
        out.endString();
        out.key("restored").number(restored.restored());
        out.key("unknown").number(restored.unknown()).endObject();
    }

    private Redaction redaction(Text original) {
        SecretScanner scanner = new SecretScanner(RuleBook.standard(), arguments.minEntropy());
        return Redaction.of(original, scanner);
    }

    private Redaction.Pieces pieces() {
        return new Redaction.Pieces() {
            @Override
            public void bytes(byte[] bytes, int from, int to) {
                out.stringPart(bytes, from, to);
            }

            @Override
            public void placeholder(String placeholder) {
                out.asciiPart(placeholder);
            }
        };
    }

    private static Text text(Utf8Slice slice) {
        return new Text(slice.bytes(), slice.from(), slice.to());
    }
}
