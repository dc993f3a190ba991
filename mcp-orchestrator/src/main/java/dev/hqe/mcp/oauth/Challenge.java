package dev.hqe.mcp.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1).
///
/// @param scheme the scheme in lower case, for example `bearer`
/// @param parameters the parameters, names in lower case
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MAX_HEADER_CHARS = 16_384;
    private static final int MAX_CHALLENGES = 16;
    private static final int MAX_PARAMETERS = 32;

    /// The Bearer challenge among these header lines; one without parameters if there is none.
    static Challenge bearer(List<String> headerLines) {
        return headerLines.stream()
                .limit(MAX_CHALLENGES)
                .flatMap(line -> parse(line).stream())
                .filter(challenge -> challenge.scheme.equals("bearer"))
                .findFirst()
                .orElseGet(() -> new Challenge("bearer", Map.of()));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Scopes scopes() {
        return parameter("scope").map(Scopes::parse).orElse(Scopes.NONE);
    }

    /// Reads one header line. What does not follow the grammar ends the reading; what was read up
    /// to there stands.
    static List<Challenge> parse(String line) {
        return new Reader(line).challenges();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String line) {
            this.text = line.length() > MAX_HEADER_CHARS ? "" : line;
        }

        List<Challenge> challenges() {
            List<Challenge> found = new ArrayList<>();
            while (found.size() < MAX_CHALLENGES) {
                separators();
                String scheme = token();
                if (scheme.isEmpty()) {
                    return found;
                }
                found.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
            }
            return found;
        }

        private Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            while (parameters.size() < MAX_PARAMETERS) {
                int start = at;
                separators();
                String name = token();
                blanks();
                if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
                    // The next challenge begins here: its scheme looks like a name without "=".
                    at = start;
                    skipToken68();
                    return parameters;
                }
                at++;
                blanks();
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
                parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
            return parameters;
        }

        /// `Negotiate abc==`: credentials without parameters; nothing here needs them.
        private void skipToken68() {
            int start = at;
            blanks();
            int begin = at;
            while (at < text.length()
                    && (isTokenChar(text.charAt(at))
                            || text.charAt(at) == '/'
                            || text.charAt(at) == '=')) {
                at++;
            }
            int end = at;
            blanks();
            boolean alone = at >= text.length() || text.charAt(at) == ',';
            if (!alone || end == begin || start == begin) {
                at = start;
            }
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }

        private String token() {
            int start = at;
            while (at < text.length() && isTokenChar(text.charAt(at))) {
                at++;
            }
            return text.substring(Math.min(start, text.length()), Math.min(at, text.length()));
        }

        private void separators() {
            while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
                at++;
            }
        }

        private void blanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }

        private static boolean isTokenChar(char c) {
            return c > 0x20 && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
        }
    }
}
