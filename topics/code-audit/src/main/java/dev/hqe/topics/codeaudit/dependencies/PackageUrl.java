package dev.hqe.topics.codeaudit.dependencies;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import dev.hqe.topics.codeaudit.secrets.PercentEncoding;

/// Writes package URLs: `pkg:type/namespace/name@version`.
///
/// Source: the purl specification (package-url/purl-spec, "Package URL specification" and "Package
/// URL Type definitions"): percent-encoding of every part, names of `pypi` in lower case with `-`
/// for `_`, names of `golang` and `composer` in lower case.
final class PackageUrl {
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
                url.append(PercentEncoding.of(normal.substring(at, end), PLAIN));
            }
            at = end + 1;
        }
        if (!version.isEmpty()) {
            url.append('@');
            url.append(PercentEncoding.of(version, PLAIN));
        }
        return url.toString();
    }
}
