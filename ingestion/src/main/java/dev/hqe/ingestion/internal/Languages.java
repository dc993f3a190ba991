package dev.hqe.ingestion.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Which language a file is written in, by its whole name, else its extension, else its `#!` line.
/// The table is `languages.properties`.
///
/// Immutable and thread-safe.
public final class Languages {

    /// The language of a file that nothing in the table fits.
    public static final String OTHER = "Other";

    private static final String TABLE = "languages.properties";
    private static final int MAX_SHEBANG = 200;

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byExtension = new HashMap<>();
    private final Map<String, String> byFirstPart = new HashMap<>();
    private final Map<String, String> byProgram = new HashMap<>();

    private Languages() {}

    public static Languages load() {
        Properties table = new Properties();
        try (InputStream in = Languages.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from this build");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                table.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " cannot be read", e);
        }
        Languages languages = new Languages();
        for (String language : table.stringPropertyNames()) {
            for (String sign : table.getProperty(language).strip().split("\\s+", -1)) {
                languages.add(language, sign.toLowerCase(Locale.ROOT));
            }
        }
        return languages;
    }

    private void add(String language, String sign) {
        String twin;
        if (sign.startsWith("#!")) {
            twin = byProgram.put(sign.substring(2), language);
        } else if (sign.startsWith("*.")) {
            twin = byExtension.put(sign.substring(2), language);
        } else if (sign.endsWith(".*")) {
            twin = byFirstPart.put(sign.substring(0, sign.length() - 2), language);
        } else {
            twin = byName.put(sign, language);
        }
        if (twin != null) {
            throw new IllegalStateException(
                    TABLE + ": " + sign + " stands for " + twin + " and for " + language);
        }
    }

    /// The language of a file.
    ///
    /// @param item path with `/` between names
    public String of(String item, String text) {
        String name = item.substring(item.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return byName(name).or(() -> byShebang(text)).orElse(OTHER);
    }

    private Optional<String> byName(String name) {
        String language = byName.get(name);
        // the longest extension first: `a.d.ts`, then `ts`
        for (int dot = name.indexOf('.'); language == null && dot >= 0; ) {
            language = byExtension.get(name.substring(dot + 1));
            dot = name.indexOf('.', dot + 1);
        }
        if (language == null && name.indexOf('.') > 0) {
            language = byFirstPart.get(name.substring(0, name.indexOf('.')));
        }
        return Optional.ofNullable(language);
    }

    /// Reads `#!/usr/bin/env -S python3.12 -u` as `python`.
    private Optional<String> byShebang(String text) {
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        String line =
                text.substring(2, Math.min(text.length(), MAX_SHEBANG))
                        .lines()
                        .findFirst()
                        .orElse("");
        for (String word : line.strip().split("\\s+", -1)) {
            String program = word.substring(word.lastIndexOf('/') + 1);
            if (!program.equals("env") && !program.startsWith("-") && program.indexOf('=') < 0) {
                String bare = program.replaceFirst("[0-9.]+$", "");
                return Optional.ofNullable(byProgram.get(bare.toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }
}
