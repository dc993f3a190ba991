package dev.hqe.ingestion.source;

import java.util.Locale;
import java.util.regex.Pattern;

/// Name of a source, unique in a workbench: a lower-case letter, then up to 63 lower-case letters,
/// digits, `_` or `-`. It is the second part of the ids of the source's entities.
public record SourceName(String value) implements Comparable<SourceName> {

    private static final int MAX_LENGTH = 64;
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    public SourceName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is no name of a source: a lower-case letter, then up to 63"
                            + " lower-case letters, digits, _ or -");
        }
    }

    /// The name that a file suggests: `Prices 2026.csv` is `prices-2026`.
    public static SourceName suggested(String fileName) {
        String stem = fileName.replaceFirst("(?<=.)\\.[^.]*$", "").toLowerCase(Locale.ROOT);
        String fit = stem.replaceAll("[^a-z0-9_]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return new SourceName(
                fit.isEmpty() ? "source" : fit.substring(0, Math.min(MAX_LENGTH, fit.length())));
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
