package dev.hqe.topics.codeaudit.dependencies;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.nio.charset.StandardCharsets;

/// Writes package URLs: `pkg:type/namespace/name@version`.
///
/// Source: the purl specification (package-url/purl-spec, "Package URL specification" and "Package
/// URL Type definitions"): percent-encoding of every part, names of `pypi` in lower case with `-`
/// for `_`, names of `golang` and `composer` in lower case.
final class PackageUrl {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = ".-_~:";

    private PackageUrl() {}

    static String of(Ecosystem ecosystem, String name, String version) {
        String normal =
                switch (ecosystem) {
                    case PYPI -> AsciiCase.lower(name).replace('_', '-');
                    case GOLANG, COMPOSER -> AsciiCase.lower(name);
                    case MAVEN -> name.replace(':', '/');
                    case NPM, CARGO, GEM, NUGET -> name;
                };
        StringBuilder url = new StringBuilder("pkg:").append(ecosystem.label());
        int at = 0;
        while (at <= normal.length()) {
            int slash = normal.indexOf('/', at);
            int end = slash < 0 ? normal.length() : slash;
            if (end > at) {
                url.append('/');
                encode(normal.substring(at, end), url);
            }
            at = end + 1;
        }
        if (!version.isEmpty()) {
            url.append('@');
            encode(version, url);
        }
        return url.toString();
    }

    private static void encode(String part, StringBuilder url) {
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || (c < 0x80 && PLAIN.indexOf(c) >= 0);
            if (plain) {
                url.append((char) c);
            } else {
                url.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }
}
