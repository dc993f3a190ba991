package dev.hqe.ingestion.read;

import dev.hqe.ingestion.internal.Languages;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which format a source is in. First bytes that can only be one format win over the name: a
/// download that is called `report.csv` and is a PDF is a PDF. Then the name, then the media type
/// (many servers say `text/plain` for everything), then what the text looks like.
final class Sniffing {

    private static final Languages LANGUAGES = Languages.load();
    private static final int MARKUP_CHARS = 1024;
    private static final String ZIP = "a ZIP archive";

    private static final Pattern MAIL =
            Pattern.compile(
                    "(?is)\\A(?:[a-z][a-z0-9-]*:[^\\r\\n]*\\r?\\n(?:[ \\t][^\\r\\n]*\\r?\\n)*+)*?"
                            + "(?:message-id|received|mime-version|return-path):");

    private Sniffing() {}

    static Languages languages() {
        return LANGUAGES;
    }

    /// @param mediaType empty if nobody says it
    /// @throws ReadException if it is nothing that can be read
    static Format format(SourceBytes source, String mediaType) {
        byte[] head = source.head();
        Optional<Format> sure = bySignature(head);
        Optional<Format> named = Format.ofName(source.name());
        if (sure.isPresent()) {
            return named.filter(n -> sameContainer(n, sure.get())).orElse(sure.get());
        }
        String what = unreadable(head);
        if (what.equals(ZIP) && named.filter(Sniffing::isZip).isPresent()) {
            return named.get();
        }
        if (!what.isEmpty()) {
            throw notRead(source.name(), what);
        }
        Optional<Format> said =
                named.or(() -> byLanguage(source.name()))
                        .or(() -> Format.ofMediaType(mediaType).filter(f -> f != Format.TEXT));
        if (said.isPresent()) {
            return said.get();
        }
        TextEncoding encoding =
                TextEncoding.of(head, head.length < SourceBytes.HEAD_BYTES)
                        .orElseThrow(() -> notRead(source.name(), "a binary file"));
        return byText(new String(head, encoding.charset()), source.name());
    }

    private static ReadException notRead(String name, String what) {
        return new ReadException(
                name
                        + " is "
                        + what
                        + ", which is not read. What is read: "
                        + Format.labels()
                        + ".");
    }

    private static Optional<Format> byLanguage(String name) {
        return languages().of(name, "").equals(Languages.OTHER)
                ? Optional.empty()
                : Optional.of(Format.CODE);
    }

    private static boolean isZip(Format format) {
        return switch (format) {
            case XLSX, DOCX, PPTX, ODT -> true;
            default -> false;
        };
    }

    /// Old Office files are all alike from outside, and so are OpenDocument files.
    private static boolean sameContainer(Format named, Format sure) {
        return sure == Format.DOC
                && switch (named) {
                    case DOC, XLS, PPT, MSG -> true;
                    default -> false;
                };
    }

    private static Optional<Format> bySignature(byte[] head) {
        String start =
                new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
        if (start.contains("%PDF-") && start.indexOf("%PDF-") < 1019) {
            return Optional.of(Format.PDF);
        }
        if (start.startsWith("{\\rtf")) {
            return Optional.of(Format.RTF);
        }
        if (start.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            return Optional.of(Format.DOC);
        }
        return start.startsWith("PK\u0003\u0004") ? inZip(head) : Optional.empty();
    }

    private static Optional<Format> inZip(byte[] head) {
        String names = new String(head, StandardCharsets.ISO_8859_1);
        if (names.contains("mimetypeapplication/vnd.oasis.opendocument.")) {
            return Optional.of(Format.ODT);
        }
        if (names.contains("word/")) {
            return Optional.of(Format.DOCX);
        }
        if (names.contains("xl/")) {
            return Optional.of(Format.XLSX);
        }
        return names.contains("ppt/") ? Optional.of(Format.PPTX) : Optional.empty();
    }

    /// What a person calls a file that is surely no text; empty if it may be one.
    private static String unreadable(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        record Known(String signature, String what) {}
        Known[] known = {
            new Known("PK\u0003\u0004", ZIP),
            new Known("\u001F\u008B", "a gzip archive"),
            new Known("BZh", "a bzip2 archive"),
            new Known("\u00FD7zXZ", "an xz archive"),
            new Known("7z\u00BC\u00AF", "a 7z archive"),
            new Known("Rar!", "a RAR archive"),
            new Known("(\u00B5/\u00FD", "a zstd archive"),
            new Known("\u0089PNG", "an image (PNG)"),
            new Known("\u00FF\u00D8\u00FF", "an image (JPEG)"),
            new Known("GIF8", "an image (GIF)"),
            new Known("\u007FELF", "a program"),
            new Known("\u00CA\u00FE\u00BA\u00BE", "a Java class or a program"),
            new Known("PAR1", "a Parquet file"),
            new Known("SQLite format 3", "a SQLite database"),
            new Known("\u0000asm", "a WebAssembly module"),
        };
        for (Known one : known) {
            boolean letters = one.signature().equals("BZh"); // a text may begin so
            if (start.startsWith(one.signature()) && (!letters || start.indexOf('1') == 4)) {
                return one.what();
            }
        }
        return "";
    }

    private static Format byText(String text, String name) {
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String lower =
                start.substring(0, Math.min(start.length(), MARKUP_CHARS))
                        .stripLeading()
                        .toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return Format.HTML;
        }
        if (lower.startsWith("<?xml")) {
            return lower.contains("<html") ? Format.HTML : Format.XML;
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return byBraces(start);
        }
        if (MAIL.matcher(start.substring(0, Math.min(start.length(), 8192))).lookingAt()) {
            return Format.EML;
        }
        return languages().of(name, start).equals(Languages.OTHER) ? Format.TEXT : Format.CODE;
    }

    /// A file whose first line is a whole object, and whose second begins another, is JSON Lines.
    private static Format byBraces(String text) {
        String[] lines = text.stripLeading().split("\\R", 3);
        boolean several =
                lines.length > 1
                        && lines[0].stripTrailing().endsWith("}")
                        && lines[1].startsWith("{");
        return several ? Format.JSONL : Format.JSON;
    }
}
