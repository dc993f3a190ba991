package dev.hqe.topics.codeaudit.licenses;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An SPDX licence expression (SPDX specification 2.3, annex D), such as `MIT OR (Apache-2.0 AND
/// BSD-3-Clause)`.
///
/// @param text as written, without blanks around it
/// @param ids in their order, exceptions left out, as the SPDX list writes them where known
/// @param category of a choice the mildest, of a combination the strictest; unknown if an id is
public record Expression(String text, List<String> ids, Category category) {
    private static final int TEXT_MAX = 300;

    public Expression {
        ids = List.copyOf(ids);
    }

    /// Reads an expression; empty if it is none: too long, or with unknown marks.
    public static Optional<Expression> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.length() > TEXT_MAX) {
            return Optional.empty();
        }
        Parser parser = new Parser(trimmed);
        Category category = parser.choice(0);
        boolean whole = parser.word.isEmpty() && !parser.failed && !parser.ids.isEmpty();
        return whole
                ? Optional.of(new Expression(trimmed, parser.ids, category))
                : Optional.empty();
    }

    /// Whether at least one of its identifiers is known.
    boolean known() {
        for (String id : ids) {
            if (License.of(id).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static final class Parser {
        private static final int DEPTH_MAX = 16;

        private final String text;
        private final List<String> ids = new ArrayList<>();
        private int at;
        private String word = "";
        private boolean failed;

        Parser(String text) {
            this.text = text;
            next();
        }

        private void next() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int start = at;
            if (at < text.length() && "()/".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                while (at < text.length() && isIdPart(text.charAt(at))) {
                    at++;
                }
                failed |= at == start && at < text.length();
            }
            word = text.substring(start, at);
        }

        private static boolean isIdPart(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '-'
                    || c == '+'
                    || c == ':';
        }

        /// `OR`, which old Cargo manifests wrote as `/`, binds least.
        Category choice(int depth) {
            Category category = combination(depth);
            while (AsciiCase.same(word, "OR") || word.equals("/")) {
                next();
                Category other = combination(depth);
                category = other.compareTo(category) < 0 ? other : category;
            }
            return category;
        }

        private Category combination(int depth) {
            Category category = single(depth);
            while (AsciiCase.same(word, "AND")) {
                next();
                Category other = single(depth);
                category = other.compareTo(category) > 0 ? other : category;
            }
            return category;
        }

        private Category single(int depth) {
            if (word.equals("(")) {
                failed |= depth > DEPTH_MAX;
                next();
                Category category = failed ? Category.PROPRIETARY_OR_UNKNOWN : choice(depth + 1);
                failed |= !word.equals(")");
                next();
                return category;
            }
            if (word.isEmpty() || word.equals(")") || failed) {
                failed = true;
                return Category.PROPRIETARY_OR_UNKNOWN;
            }
            Optional<License> license = License.of(word);
            ids.add(license.map(License::id).orElse(word));
            next();
            if (AsciiCase.same(word, "WITH")) {
                next();
                failed |= word.isEmpty();
                next();
            }
            return license.map(License::category).orElse(Category.PROPRIETARY_OR_UNKNOWN);
        }
    }
}
