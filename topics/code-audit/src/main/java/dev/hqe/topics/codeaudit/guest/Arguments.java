package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.patterns.Language;
import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.Utf8Slice;
import java.util.Optional;

/// The arguments of a call, of all tools together. Unknown ones are passed over: the host has
/// checked them against the tool's schema.
final class Arguments {
    private static final int FINDINGS_DEFAULT = 1000;
    private static final int FINDINGS_MAX = 10_000;
    private static final int DEPTH_MAX = 5;

    private Optional<Utf8Slice> text = Optional.empty();
    private Optional<Utf8Slice> path = Optional.empty();
    private Optional<Utf8Slice> original = Optional.empty();
    private int maxFindings = FINDINGS_DEFAULT;
    private double minEntropy = SecretScanner.DEFAULT_MIN_ENTROPY;

    private Optional<Language> language = Optional.empty();
    private String format = "markdown";
    private int depth = 1;

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
            maxFindings = whole(json.number(), "max_findings", 1, FINDINGS_MAX);
        } else if (key.is("depth")) {
            depth = whole(json.number(), "depth", 0, DEPTH_MAX);
        } else if (key.is("format")) {
            format = json.string().text();
            if (!format.equals("markdown") && !format.equals("sarif")) {
                throw new ToolError("format must be markdown or sarif, not '" + format + "'");
            }
        } else if (key.is("language")) {
            String name = json.string().text();
            language = Language.named(name);
            if (language.isEmpty()) {
                throw new ToolError(
                        "language must be java, python, javascript, typescript, rust, go or shell,"
                                + " not '"
                                + name
                                + "'");
            }
        } else if (key.is("min_entropy")) {
            minEntropy = json.number();
            if (!(minEntropy >= 0 && minEntropy <= 8)) {
                throw new ToolError("min_entropy must be from 0 to 8 bits per byte");
            }
        } else {
            json.skip();
        }
    }

    private static int whole(double value, String name, int min, int max) {
        if (value != (int) value || value < min || value > max) {
            throw new ToolError(name + " must be a whole number from " + min + " to " + max);
        }
        return (int) value;
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

    Optional<Language> language() {
        return language;
    }

    /// `markdown` or `sarif`.
    String format() {
        return format;
    }

    /// How many folders deep scores are given.
    int depth() {
        return depth;
    }

    int maxFindings() {
        return maxFindings;
    }

    double minEntropy() {
        return minEntropy;
    }
}
