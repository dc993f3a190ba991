package dev.hqe.topics.codeaudit.dependencies;

/// Reads pip's `requirements.txt` and single requirements.
///
/// Source: pip documentation, "Requirements File Format"; PEP 508 for one requirement.
final class RequirementsReader {
    private static final int JOINED_MAX = 200;

    private RequirementsReader() {}

    static void read(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            int number = lines.number();
            StringBuilder joined = new StringBuilder(lines.line());
            for (int i = 0; i < JOINED_MAX && endsOpen(joined) && lines.next(); i++) {
                joined.setLength(joined.length() - 1);
                joined.append(' ').append(lines.line());
            }
            line(joined.toString().trim(), number, inventory);
        }
    }

    private static boolean endsOpen(StringBuilder line) {
        return line.length() > 0 && line.charAt(line.length() - 1) == '\\';
    }

    private static void line(String line, int number, Inventory inventory) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        String text = comment < 0 ? line : line.substring(0, comment).trim();
        if (text.isEmpty()) {
            return;
        }
        if (text.startsWith("-r")
                || text.startsWith("-c")
                || text.startsWith("--requirement")
                || text.startsWith("--constraint")) {
            inventory.unread(number, "another file is included, which is read by itself");
        } else if (text.startsWith("-e") || text.startsWith("--editable")) {
            inventory.unread(number, "an editable install without a version");
        } else if (!text.startsWith("-")) {
            int options = text.indexOf(" --");
            requirement(
                    options < 0 ? text : text.substring(0, options),
                    number,
                    Scope.RUNTIME,
                    inventory);
        }
    }

    /// `name[extra] >=1,<2 ; marker` or `name @ url`.
    static void requirement(String text, int line, Scope scope, Inventory inventory) {
        int end = 0;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        String rest = text.substring(end).trim();
        if (end == 0 || rest.startsWith("/") || rest.startsWith(":") || rest.startsWith("+")) {
            inventory.unread(line, "a place instead of a name: no package can be told");
            return;
        }
        if (rest.startsWith("[")) {
            int close = rest.indexOf(']');
            rest = close < 0 ? "" : rest.substring(close + 1).trim();
        }
        int marker = rest.startsWith("@") ? rest.indexOf(" ;") : rest.indexOf(';');
        String range = (marker < 0 ? rest : rest.substring(0, marker)).trim();
        if (range.startsWith("(") && range.endsWith(")")) {
            range = range.substring(1, range.length() - 1).trim();
        }
        if (!range.isEmpty() && "=<>!~@".indexOf(range.charAt(0)) < 0) {
            inventory.unread(line, "what follows the name is no version");
            return;
        }
        String asked = range.startsWith("@") ? "url:" + range.substring(1).trim() : range;
        inventory
                .entry(text.substring(0, end), line)
                .asks(asked, Versions.isPythonExact(range))
                .scope(scope)
                .add();
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }
}
