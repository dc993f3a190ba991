package dev.hqe.memory.chunk;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What kind of structure a text is taken apart by.
public enum TextFormat {
    /// Paragraphs and sentences.
    PLAIN,
    /// Headings, paragraphs, lists, fenced code, tables.
    MARKDOWN,
    /// Declarations, by their indentation.
    CODE,
    /// Rows below a header row, as in CSV and TSV.
    TABLE;

    private static final Set<String> CODE_ENDINGS =
            Set.of(
                    "java", "kt", "kts", "scala", "groovy", "gradle", "js", "mjs", "cjs", "jsx",
                    "ts", "tsx", "py", "pyi", "go", "rs", "c", "h", "cc", "cpp", "cxx", "hpp", "hh",
                    "m", "mm", "cs", "swift", "rb", "php", "pl", "pm", "lua", "r", "jl", "dart",
                    "zig", "sh", "bash", "zsh", "ps1", "sql", "css", "scss", "less", "proto",
                    "yaml", "yml", "toml", "json", "tf", "vue", "svelte", "hs", "ml", "ex", "exs",
                    "erl", "clj", "el", "lisp", "vb", "fs", "asm", "s", "mk", "cmake");

    private static final Map<String, TextFormat> OTHER_ENDINGS =
            Map.of(
                    "md", MARKDOWN,
                    "markdown", MARKDOWN,
                    "mdx", MARKDOWN,
                    "csv", TABLE,
                    "tsv", TABLE,
                    "tab", TABLE);

    private static final Map<String, TextFormat> NAMES =
            Map.of("makefile", CODE, "dockerfile", CODE, "jenkinsfile", CODE);

    private static final Map<String, TextFormat> MEDIA_TYPES =
            Map.of(
                    "text/markdown", MARKDOWN,
                    "text/csv", TABLE,
                    "text/tab-separated-values", TABLE,
                    "application/json", CODE,
                    "application/yaml", CODE,
                    "application/javascript", CODE,
                    "text/javascript", CODE);

    /// By the ending of a file's name; [#PLAIN] where that says nothing, and for XML and HTML.
    public static TextFormat of(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        String ending = lower.substring(lower.lastIndexOf('.') + 1);
        if (CODE_ENDINGS.contains(ending) && lower.length() > ending.length()) {
            return CODE;
        }
        TextFormat byName = NAMES.getOrDefault(lower, PLAIN);
        return OTHER_ENDINGS.getOrDefault(ending, byName);
    }

    /// By a media type, and where that says nothing, by the ending of the file's name.
    public static TextFormat of(String path, String mediaType) {
        int end = mediaType.indexOf(';');
        String type = (end < 0 ? mediaType : mediaType.substring(0, end)).strip();
        TextFormat known = MEDIA_TYPES.get(type.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return type.toLowerCase(Locale.ROOT).startsWith("text/x-") ? CODE : of(path);
    }
}
