package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.Utf8Slice;
import java.util.Optional;

/// The arguments of a call, of all three tools together. Unknown ones are passed over: the host has
/// checked them against the tool's schema.
final class Arguments {
    private static final int FINDINGS_DEFAULT = 1000;
    private static final int FINDINGS_MAX = 10_000;

    private Optional<Utf8Slice> text = Optional.empty();
    private Optional<Utf8Slice> path = Optional.empty();
    private Optional<Utf8Slice> original = Optional.empty();
    private int maxFindings = FINDINGS_DEFAULT;
    private double minEntropy = SecretScanner.DEFAULT_MIN_ENTROPY;

    private Arguments() {}

    static Arguments read(JsonReader json) {
        Arguments arguments = new Arguments();
        json.beginObject();
        while (json.nextKey()) {
            arguments.readArgument(json);
        }
        json.finish();
        return arguments;
    }

    private void readArgument(JsonReader json) {
        Utf8Slice key = json.key();
        if (json.skipNull()) {
            return;
        }
        if (key.is("text")) {
            text = Optional.of(json.string());
        } else if (key.is("path")) {
            path = Optional.of(json.string());
        } else if (key.is("original")) {
            original = Optional.of(json.string());
        } else if (key.is("max_findings")) {
            double value = json.number();
            if (value != (int) value || value < 1 || value > FINDINGS_MAX) {
                throw new ToolError(
                        "max_findings must be a whole number from 1 to " + FINDINGS_MAX);
            }
            maxFindings = (int) value;
        } else if (key.is("min_entropy")) {
            minEntropy = json.number();
            if (!(minEntropy >= 0 && minEntropy <= 8)) {
                throw new ToolError("min_entropy must be from 0 to 8 bits per byte");
            }
        } else {
            json.skip();
        }
    }

    Optional<Utf8Slice> text() {
        return text;
    }

    Optional<Utf8Slice> path() {
        return path;
    }

    Utf8Slice requiredText() {
        return text.orElseThrow(() -> new ToolError("argument 'text' is missing"));
    }

    Utf8Slice requiredOriginal() {
        return original.orElseThrow(
                () -> new ToolError("argument 'original' is missing: the text before redaction"));
    }

    int maxFindings() {
        return maxFindings;
    }

    double minEntropy() {
        return minEntropy;
    }
}
