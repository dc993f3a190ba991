package dev.hqe.ingestion.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// One line of a `.gitignore`.
///
/// Matching follows [gitignore](https://git-scm.com/docs/gitignore) and git's `wildmatch`, byte by
/// byte as git does. It walks through the path once with the set of places in the pattern where a
/// match can stand, so its time is the length of the path times that of the pattern whatever they
/// are. A backtracking matcher takes minutes for `*a*a*a*a*a*b`, and a `.gitignore` comes from
/// whoever made the folder.
///
/// Immutable.
final class IgnoreRule {

    /// Longer lines are no rules; no path that could match is that long.
    static final int MAX_LENGTH = 4096;

    private sealed interface Token {

        /// This byte.
        record Only(int wanted) implements Token {}

        /// One of these bytes.
        record OneOf(BitSet bytes) implements Token {}

        /// `*`: any number of bytes within a name.
        record Star() implements Token {}

        /// `**/`: any number of whole folders.
        record Folders() implements Token {}

        /// `**` at the end: everything below.
        record Rest() implements Token {}
    }

    private static final Token ANY_BUT_SLASH = new Token.OneOf(ByteSet.anyButSlash());

    private final Token[] tokens;
    private final boolean negated;
    private final boolean folderOnly;
    private final boolean nameOnly;

    private IgnoreRule(List<Token> tokens, boolean negated, boolean folderOnly, boolean nameOnly) {
        this.tokens = tokens.toArray(Token[]::new);
        this.negated = negated;
        this.folderOnly = folderOnly;
        this.nameOnly = nameOnly;
    }

    /// Reads a line; empty if it is blank, a comment, or nothing that could ever match.
    static Optional<IgnoreRule> parse(String line) {
        String text = withoutTrailingSpaces(line.endsWith("\r") ? cut(line) : line);
        if (text.isEmpty() || text.startsWith("#") || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        if (negated) {
            text = text.substring(1);
        }
        boolean folderOnly = text.endsWith("/");
        if (folderOnly) {
            text = cut(text);
        }
        boolean nameOnly = text.indexOf('/') < 0;
        if (text.startsWith("/")) {
            text = text.substring(1);
        }
        boolean onlyFolder = folderOnly;
        return text.isEmpty()
                ? Optional.empty()
                : new Parser(text, nameOnly)
                        .tokens()
                        .map(tokens -> new IgnoreRule(tokens, negated, onlyFolder, nameOnly));
    }

    private static String cut(String text) {
        return text.substring(0, text.length() - 1);
    }

    /// Spaces at the end do not count, unless a backslash stands before them.
    private static String withoutTrailingSpaces(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && i + 1 < line.length()) {
                i++;
                end = i + 1;
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    /// Whether what matches is ignored; if not, it is taken back in.
    boolean ignores() {
        return !negated;
    }

    /// @param path as UTF-8, with `/` between names
    /// @param baseEnd where the part of the path begins that is relative to the rule's folder
    /// @param nameStart where the last name of the path begins
    boolean matches(byte[] path, int baseEnd, int nameStart, boolean folder) {
        if (folderOnly && !folder) {
            return false;
        }
        // most rules name an ending, and most paths have another
        if (tokens[tokens.length - 1] instanceof Token.Only(int wanted)
                && (path[path.length - 1] & 0xFF) != wanted) {
            return false;
        }
        return matches(path, nameOnly ? nameStart : baseEnd);
    }

    private boolean matches(byte[] path, int from) {
        boolean[] here = new boolean[tokens.length + 1];
        boolean[] next = new boolean[tokens.length + 1];
        boolean[] inFolder = new boolean[tokens.length]; // of a Folders token: between two slashes
        stand(here, 0);
        for (int i = from; i < path.length; i++) {
            if (!step(here, next, inFolder, path[i] & 0xFF)) {
                return false;
            }
            boolean[] free = here;
            here = next;
            next = free;
            Arrays.fill(next, false);
        }
        return here[tokens.length];
    }

    /// Reads one byte of the path; says whether a match is still possible.
    private boolean step(boolean[] here, boolean[] next, boolean[] inFolder, int read) {
        boolean alive = false;
        for (int at = 0; at < tokens.length; at++) {
            if (!here[at] && !inFolder[at]) {
                continue;
            }
            int standing =
                    switch (tokens[at]) {
                        case Token.Only(int wanted) -> read == wanted ? at + 1 : -1;
                        case Token.OneOf(BitSet bytes) -> bytes.get(read) ? at + 1 : -1;
                        case Token.Star _ -> read == '/' ? -1 : at;
                        case Token.Rest _ -> at;
                        case Token.Folders _ -> read == '/' ? at : -1;
                    };
            if (tokens[at] instanceof Token.Folders) {
                inFolder[at] = read != '/';
                alive = true;
            }
            if (standing >= 0) {
                stand(next, standing);
                alive = true;
            }
        }
        return alive;
    }

    /// A match that stands before a token that may match nothing stands behind it as well.
    private void stand(boolean[] places, int at) {
        int place = at;
        places[place] = true;
        while (place < tokens.length && mayMatchNothing(tokens[place])) {
            place++;
            places[place] = true;
        }
    }

    private static boolean mayMatchNothing(Token token) {
        return switch (token) {
            case Token.Only _, Token.OneOf _ -> false;
            case Token.Star _, Token.Folders _, Token.Rest _ -> true;
        };
    }

    /// Reads a pattern.
    private static final class Parser {

        private final byte[] pattern;
        private final boolean nameOnly;
        private final List<Token> tokens = new ArrayList<>();
        private final int plain;
        private int at;

        private Parser(String pattern, boolean nameOnly) {
            this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
            this.nameOnly = nameOnly;
            this.plain = plainLength();
        }

        /// How much of the pattern comes before the first special character. Git compares that part
        /// by itself and takes what follows for a pattern of its own, so that the stars of `a**/b`
        /// count as standing at the start.
        private int plainLength() {
            int length = 0;
            while (length < pattern.length && "*?[\\".indexOf(pattern[length]) < 0) {
                length++;
            }
            return length;
        }

        /// Empty if the pattern can match nothing: it ends in a backslash or within `[`.
        private Optional<List<Token>> tokens() {
            while (at < pattern.length) {
                int read = pattern[at++] & 0xFF;
                switch (read) {
                    case '\\' -> {
                        if (at == pattern.length) {
                            return Optional.empty();
                        }
                        tokens.add(new Token.Only(pattern[at++] & 0xFF));
                    }
                    case '?' -> tokens.add(ANY_BUT_SLASH);
                    case '*' -> stars();
                    case '[' -> {
                        Optional<BitSet> set = new ByteSet(pattern, at).read(end -> at = end);
                        if (set.isEmpty()) {
                            return Optional.empty();
                        }
                        tokens.add(new Token.OneOf(set.get()));
                    }
                    default -> tokens.add(new Token.Only(read));
                }
            }
            return Optional.of(tokens);
        }

        private void stars() {
            int first = at - 1;
            while (at < pattern.length && pattern[at] == '*') {
                at++;
            }
            boolean wholeName =
                    at - first > 1
                            && !nameOnly
                            && (first == plain || pattern[first - 1] == '/')
                            && (at == pattern.length || pattern[at] == '/');
            if (!wholeName) {
                tokens.add(new Token.Star());
            } else if (at == pattern.length) {
                tokens.add(new Token.Rest());
            } else {
                tokens.add(new Token.Folders());
                at++;
            }
        }
    }
}
