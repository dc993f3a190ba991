package dev.hqe.ingestion.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `Link` (RFC 8288, section 3): `<https://...?page=2>; rel="next", <...>; rel="last"`.
final class LinkHeader {

    private static final int MAX_CHARS = 32 << 10;

    /// A link: its address, then its parameters, of which a quoted one may hold commas.
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)");

    private static final Pattern REL =
            Pattern.compile(
                    ";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,]+))", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /// Where the relation `next` leads, if it leads anywhere.
    ///
    /// @param header all values, joined by commas
    static Optional<String> next(String header) {
        if (header.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher link = LINK.matcher(header);
        while (link.find()) {
            Matcher rel = REL.matcher(link.group(2));
            if (rel.find()) { // the first counts, says the RFC
                String names = rel.group(1) == null ? rel.group(2) : rel.group(1);
                if (Arrays.asList(names.toLowerCase(Locale.ROOT).split("\\s+")).contains("next")) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }
}
