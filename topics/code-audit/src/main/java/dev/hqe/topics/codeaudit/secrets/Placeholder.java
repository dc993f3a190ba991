package dev.hqe.topics.codeaudit.secrets;

/// Tells values that stand for a secret from secrets: `changeme`, `${VAR}`, `<your-key>`, `xxxx`.
final class Placeholder {
    /// Words that no real token of a fixed format holds; five letters or more, so that a random
    /// token of 40 characters holds one about once in ten million.
    private static final byte[][] IN_TOKENS =
            words("example", "placeholder", "changeme", "redacted", "xxxxx", "dummy", "insert");

    /// Words that make a password or a generic value a placeholder wherever they occur.
    private static final byte[][] IN_VALUES =
            words(
                    "example",
                    "placeholder",
                    "changeme",
                    "change_me",
                    "change-me",
                    "changeit",
                    "redacted",
                    "dummy",
                    "your",
                    "xxxx",
                    "****",
                    "....",
                    "replace",
                    "insert",
                    "sample",
                    "todo",
                    "fixme",
                    "getenv",
                    "process.env",
                    "environ",
                    "secrets.",
                    "undefined",
                    "notreal",
                    "not-real");

    /// Whole values that are words, not secrets.
    private static final byte[][] WHOLE =
            words(
                    "password",
                    "passwd",
                    "pass",
                    "pwd",
                    "secret",
                    "token",
                    "root",
                    "admin",
                    "user",
                    "username",
                    "test",
                    "guest",
                    "none",
                    "null",
                    "true",
                    "false",
                    "default",
                    "postgres",
                    "mysql",
                    "string",
                    "value",
                    "credentials",
                    "passphrase",
                    "empty",
                    "required",
                    "optional",
                    "private",
                    "public",
                    "enabled",
                    "disabled",
                    "basic",
                    "bearer",
                    "hunter2",
                    "foobar",
                    "foo",
                    "bar",
                    "12345678",
                    "123456789",
                    "password1",
                    "password123",
                    "test1234",
                    "api_key",
                    "apikey",
                    "api-key");

    /// Values are looked at no further than this: a placeholder says so early.
    private static final int LOOKED_AT = 256;

    private Placeholder() {}

    /// For tokens of a fixed format.
    static boolean marksToken(Text text, int start, int end) {
        return containsAny(text, start, Math.min(end, start + LOOKED_AT), IN_TOKENS);
    }

    /// For passwords and values whose form says nothing.
    static boolean marksValue(Text text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_AT);
        return isTemplate(text, start, limit)
                || equalsAny(text, start, end)
                || containsAny(text, start, limit, IN_VALUES);
    }

    /// `${VAR}`, `$(cmd)`, `$VAR`, `{{ x }}`, `%{x}`, `<key>`, `[[mark]]`, `#{x}`, `@param@`.
    private static boolean isTemplate(Text text, int start, int end) {
        int first = text.at(start);
        int last = text.at(end - 1);
        if (first == '<' || first == '[' || first == '{' || first == '(') {
            return true;
        }
        if (first == '$' && text.run(start + 1, CharClass.WORD, end - start) >= end) {
            return true;
        }
        if ((first == '%' || first == '@') && last == first) {
            return true;
        }
        for (int i = start; i + 1 < end; i++) {
            int c = text.at(i);
            int next = text.at(i + 1);
            boolean opens = (c == '$' || c == '#' || c == '%' || c == '{') && next == '{';
            if (opens || (c == '$' && next == '(') || (c == '%' && next == '(')) {
                text.step(i - start);
                return true;
            }
        }
        text.step(end - start);
        return false;
    }

    private static boolean equalsAny(Text text, int start, int end) {
        for (byte[] word : WHOLE) {
            if (word.length == end - start && text.startsWithIgnoringCase(word, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(Text text, int start, int end, byte[][] words) {
        for (byte[] word : words) {
            if (text.containsIgnoringCase(word, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static byte[][] words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = Ascii.bytes(words[i]);
        }
        return bytes;
    }
}
