package dev.hqe.topics.codeaudit.licenses;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.List;
import java.util.Optional;

/// A licence that is known by its SPDX identifier (SPDX License List 3).
///
/// @param id such as `Apache-2.0`
public record License(String id, Category category) {
    private static final List<Category> CATEGORIES =
            List.of(
                    Category.PERMISSIVE,
                    Category.WEAK_COPYLEFT,
                    Category.STRONG_COPYLEFT,
                    Category.NETWORK_COPYLEFT,
                    Category.PROPRIETARY_OR_UNKNOWN);
    private static final String[][] BY_CATEGORY = {
        {
            "MIT",
            "MIT-0",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "0BSD",
            "ISC",
            "Unlicense",
            "CC0-1.0",
            "Zlib",
            "BSL-1.0",
            "Artistic-2.0",
            "CC-BY-4.0",
            "WTFPL",
            "PostgreSQL",
            "PSF-2.0",
            "Python-2.0",
            "NCSA",
            "MS-PL",
            "X11",
            "BlueOak-1.0.0",
            "Apache-1.1",
            "OFL-1.1",
            "curl",
            "Ruby",
            "PHP-3.01",
            "UPL-1.0",
            "Unicode-3.0"
        },
        {
            "MPL-2.0",
            "MPL-1.1",
            "EPL-1.0",
            "EPL-2.0",
            "CDDL-1.0",
            "CDDL-1.1",
            "LGPL-2.0",
            "LGPL-2.1",
            "LGPL-3.0",
            "MS-RL",
            "CPL-1.0"
        },
        {"GPL-1.0", "GPL-2.0", "GPL-3.0", "EUPL-1.1", "CC-BY-SA-4.0", "OSL-3.0"},
        {"AGPL-3.0", "AGPL-1.0", "EUPL-1.2", "SSPL-1.0", "CPAL-1.0", "RPL-1.5"},
        {
            "BUSL-1.1",
            "Elastic-2.0",
            "CC-BY-NC-4.0",
            "CC-BY-NC-SA-4.0",
            "PolyForm-Noncommercial-1.0.0"
        },
    };

    /// The licence of an identifier in any case, with or without `-only`, `-or-later` and `+`.
    public static Optional<License> of(String id) {
        String base = id;
        String ending = "";
        for (String suffix : new String[] {"-only", "-or-later", "+"}) {
            if (base.endsWith(suffix)) {
                base = base.substring(0, base.length() - suffix.length());
                ending = suffix;
            }
        }
        for (int i = 0; i < BY_CATEGORY.length; i++) {
            for (String known : BY_CATEGORY[i]) {
                if (AsciiCase.same(known, base)) {
                    return Optional.of(new License(known + ending, CATEGORIES.get(i)));
                }
            }
        }
        return Optional.empty();
    }

    /// The licence of a name as manifests have it where no identifier is asked for, such as `Apache
    /// License, Version 2.0`.
    public static Optional<License> named(String name) {
        String lower = AsciiCase.lower(name);
        if (lower.contains("apache") && lower.contains("2")) {
            return of("Apache-2.0");
        }
        if (lower.contains("eclipse public")) {
            return of(lower.contains("1.0") ? "EPL-1.0" : "EPL-2.0");
        }
        if (lower.contains("mozilla public") && lower.contains("2.0")) {
            return of("MPL-2.0");
        }
        if (lower.contains("affero")) {
            return of("AGPL-3.0");
        }
        if (lower.contains("lesser general public") || lower.startsWith("lgpl")) {
            return of(lower.contains("3") ? "LGPL-3.0" : "LGPL-2.1");
        }
        if (lower.contains("general public") || lower.startsWith("gpl")) {
            return of(lower.contains("3") ? "GPL-3.0" : "GPL-2.0");
        }
        if (lower.contains("bsd")) {
            return of(lower.contains("2") ? "BSD-2-Clause" : "BSD-3-Clause");
        }
        boolean mit = lower.equals("mit license") || lower.equals("the mit license");
        return mit ? of("MIT") : Optional.empty();
    }
}
