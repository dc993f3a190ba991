package dev.hqe.mcp.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of `NAME=value` lines, as `envFile` names one.
final class EnvFile {

    private static final int MAX_CHARS = 1 << 20;
    private static final int MAX_VARIABLES = 200;
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");

    private EnvFile() {}

    /// Reads it. Lines that are no assignment are passed over.
    ///
    /// @throws ConfigException when there is no such file
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("its 'envFile' " + file + " does not exist");
        }
        String text = ConfigFile.read(file, file.toString()).text();
        if (text.length() > MAX_CHARS) {
            throw new ConfigException("its 'envFile' " + file + " is larger than 1 MiB");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        text.lines()
                .filter(line -> line.length() <= 40_000)
                .forEach(line -> {
                    Matcher matcher = LINE.matcher(line.strip());
                    if (matcher.matches() && variables.size() < MAX_VARIABLES) {
                        variables.put(matcher.group(1), unquoted(matcher.group(2)));
                    }
                });
        return variables;
    }

    private static String unquoted(String value) {
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        if (first == '"' || first == '\'') {
            int end = value.indexOf(first, 1);
            return end < 0 ? value : value.substring(1, end);
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
