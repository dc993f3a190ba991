package dev.hqe.topics.codeaudit.licenses;

import dev.hqe.topics.codeaudit.dependencies.DeclaredLicense;
import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A place that says under which licence something stands.
///
/// @param expression SPDX identifier or expression; empty if the place says nothing that is known
/// @param source what kind of place
/// @param confidence 0 to 1: of a text its likeness, of an expression 1
/// @param line from 1
/// @param written what stands there, of a field or header
public record LicenseMention(
        String expression,
        Category category,
        Source source,
        double confidence,
        int line,
        String written) {
    private static final byte[] MARK = mark();
    private static final int EXPRESSION_MAX = 200;
    private static final int HEADER_BYTES = 32 << 10;

    /// What kind of place.
    public enum Source {
        /// The text of a licence file.
        TEXT("text"),
        /// A licence file that holds this among other things.
        PART_OF_TEXT("part of text"),
        /// An `SPDX-License-Identifier` line.
        HEADER("header"),
        /// A field of a manifest.
        MANIFEST("manifest");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /// The name in results.
        public String label() {
            return label;
        }
    }

    /// All places in a file. A licence file that is like nothing known gives one without
    /// expression.
    ///
    /// @param bytes UTF-8 from `from` to `to`, not kept
    /// @param text the same as a string, asked for only if the file is a manifest
    public static List<LicenseMention> in(
            String path, byte[] bytes, int from, int to, Supplier<String> text) {
        List<LicenseMention> mentions = new ArrayList<>();
        if (isLicenseFile(path)) {
            texts(LicenseText.of(bytes, from, to), mentions);
            return mentions;
        }
        header(bytes, from, Math.min(to, from + HEADER_BYTES), mentions);
        if (DeclaredLicense.mayBeIn(path)) {
            for (DeclaredLicense declared : DeclaredLicense.in(path, text.get())) {
                mentions.add(written(declared.text(), Source.MANIFEST, declared.line()));
            }
        }
        return mentions;
    }

    /// By custom: `LICENSE`, `LICENCE`, `COPYING`, `UNLICENSE` with any ending, and the folder
    /// `LICENSES` of the REUSE specification.
    public static boolean isLicenseFile(String path) {
        String lower = AsciiCase.lower(path.substring(path.lastIndexOf('/') + 1));
        boolean code =
                lower.endsWith(".java")
                        || lower.endsWith(".py")
                        || lower.endsWith(".go")
                        || lower.endsWith(".js")
                        || lower.endsWith(".ts")
                        || lower.endsWith(".rs");
        boolean named =
                lower.startsWith("license")
                        || lower.startsWith("licence")
                        || lower.startsWith("copying")
                        || lower.startsWith("unlicense");
        return !code && (named || path.startsWith("LICENSES/") || path.contains("/LICENSES/"));
    }

    private static void texts(LicenseText text, List<LicenseMention> mentions) {
        for (LicenseText.Likeness likeness : text.likenesses()) {
            mentions.add(
                    new LicenseMention(
                            likeness.license().id(),
                            likeness.license().category(),
                            likeness.whole() ? Source.TEXT : Source.PART_OF_TEXT,
                            likeness.confidence(),
                            1,
                            ""));
        }
        if (mentions.isEmpty()) {
            mentions.add(
                    new LicenseMention("", Category.PROPRIETARY_OR_UNKNOWN, Source.TEXT, 0, 1, ""));
        }
    }

    private static LicenseMention written(String text, Source source, int line) {
        Optional<Expression> expression = Expression.parse(text).filter(Expression::known);
        if (expression.isEmpty()) {
            expression = License.named(text).flatMap(license -> Expression.parse(license.id()));
        }
        return expression
                .map(found ->
                        new LicenseMention(found.text(), found.category(), source, 1, line, text))
                .orElseGet(() ->
                        new LicenseMention(
                                "", Category.PROPRIETARY_OR_UNKNOWN, source, 0, line, text));
    }

    /// SPDX specification 2.3, annex E: the mark stands in a comment near the start of the file.
    private static void header(byte[] bytes, int from, int to, List<LicenseMention> mentions) {
        int line = 1;
        for (int at = from; at + MARK.length < to; at++) {
            line += bytes[at] == '\n' ? 1 : 0;
            if (bytes[at] != 'S' || !isMark(bytes, at)) {
                continue;
            }
            int end = at + MARK.length;
            StringBuilder text = new StringBuilder();
            while (end < to && bytes[end] >= ' ' && text.length() < EXPRESSION_MAX) {
                text.append((char) bytes[end++]);
            }
            String expression = text.toString();
            for (String close : new String[] {"*/", "-->", "#}", "\"", "'", "`", "<"}) {
                int cut = expression.indexOf(close);
                expression = cut < 0 ? expression : expression.substring(0, cut);
            }
            // Elsewhere the mark may be spoken of, as in this file's own documentation.
            if (Expression.parse(expression).filter(Expression::known).isPresent()) {
                mentions.add(written(expression.trim(), Source.HEADER, line));
            }
            return;
        }
    }

    private static boolean isMark(byte[] bytes, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] mark() {
        String text = "SPDX-License-Identifier:";
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
