package dev.hqe.topics.codeaudit.dependencies;

/// Reads `go.mod` and `go.sum`.
///
/// Source: Go Modules Reference, "go.mod files" and "go.sum files". A requirement is the least
/// version that may be taken; as the module graph is fixed with it, it counts as one version.
final class GoReader {
    private GoReader() {}

    static void mod(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        String block = "";
        while (lines.next()) {
            String line = lines.line().trim();
            int comment = line.indexOf("//");
            String code = comment < 0 ? line : line.substring(0, comment).trim();
            boolean indirect = comment >= 0 && line.substring(comment).contains("indirect");
            if (code.isEmpty()) {
                continue;
            }
            if (code.equals(")")) {
                block = "";
            } else if (code.endsWith("(")) {
                block = code.substring(0, code.length() - 1).trim();
            } else if (block.isEmpty()) {
                int space = code.indexOf(' ');
                String directive = space < 0 ? code : code.substring(0, space);
                directive(
                        directive, code.substring(directive.length()), indirect, lines, inventory);
            } else {
                directive(block, code, indirect, lines, inventory);
            }
        }
    }

    private static void directive(
            String name, String rest, boolean indirect, Lines lines, Inventory inventory) {
        switch (name) {
            case "require" -> require(rest.trim(), indirect, lines.number(), inventory);
            case "replace" -> inventory.unread(lines.number(), "a replacement, not applied");
            case "exclude" -> inventory.unread(lines.number(), "an exclusion, not applied");
            case "module", "go", "toolchain", "godebug", "tool", "retract", "ignore" -> {
                // says nothing about what is taken
            }
            default -> inventory.unread(lines.number(), "the directive '" + name + "'");
        }
    }

    private static void require(String text, boolean indirect, int line, Inventory inventory) {
        int space = text.indexOf(' ');
        if (space < 0) {
            inventory.unread(line, "a requirement without a version");
            return;
        }
        inventory
                .entry(Lines.unquoted(text.substring(0, space)), line)
                .locked(text.substring(space + 1).trim())
                .relation(indirect ? Relation.TRANSITIVE : Relation.DIRECT)
                .add();
    }

    /// Only what was downloaded whole; the lines of `/go.mod` files are hashes of manifests alone.
    static void sum(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            String line = lines.line().trim();
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            if (line.isEmpty()) {
                continue;
            }
            if (first < 0 || second < 0) {
                inventory.unread(lines.number(), "not module, version and hash");
                continue;
            }
            String version = line.substring(first + 1, second);
            if (!version.endsWith("/go.mod")) {
                inventory
                        .entry(line.substring(0, first), lines.number())
                        .locked(version)
                        .scope(Scope.UNKNOWN)
                        .relation(Relation.UNKNOWN)
                        .add();
            }
        }
    }
}
