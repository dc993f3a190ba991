package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// The password in `scheme://user:password@host` (RFC 3986 userinfo), split by scheme into database
/// URLs and all others. Only the password is the secret.
final class UrlForm implements Detector {
    private static final String ANCHOR = "://";
    private static final byte[] ANCHOR_BYTES = Ascii.bytes(ANCHOR);
    private static final List<String> DATABASES =
            List.of(
                    "postgres",
                    "postgresql",
                    "mysql",
                    "mysqlx",
                    "mariadb",
                    "mongodb",
                    "mongodb+srv",
                    "redis",
                    "rediss",
                    "amqp",
                    "amqps",
                    "mssql",
                    "sqlserver",
                    "oracle",
                    "clickhouse",
                    "cockroachdb",
                    "couchbase",
                    "neo4j",
                    "bolt",
                    "nats",
                    "ldap",
                    "ldaps");
    private static final int SCHEME =
            CharClass.ALNUM | CharClass.PLUS | CharClass.DASH | CharClass.DOT;
    private static final int USER =
            CharClass.WORD_DASH
                    | CharClass.DOT
                    | CharClass.PLUS
                    | CharClass.PERCENT
                    | CharClass.TILDE
                    | CharClass.SYMBOL
                    | CharClass.EQUALS;
    private static final int PASSWORD = USER | CharClass.COLON;
    private static final int SCHEME_MAX = 20;
    private static final int USER_MAX = 64;
    private static final int PASSWORD_MAX = 256;
    private static final int PASSWORD_MIN = 4;

    private final boolean database;

    private UrlForm(boolean database) {
        this.database = database;
    }

    static UrlForm ofDatabases() {
        return new UrlForm(true);
    }

    static UrlForm ofOthers() {
        return new UrlForm(false);
    }

    @Override
    public List<String> anchors() {
        return List.of(ANCHOR);
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        if (!text.startsWith(ANCHOR_BYTES, at)) {
            return Span.NONE;
        }
        int scheme = text.runBack(at, SCHEME, SCHEME_MAX);
        int user = at + ANCHOR_BYTES.length;
        int colon = text.run(user, USER, USER_MAX);
        if (at - scheme < 2 || text.at(colon) != ':') {
            return Span.NONE;
        }
        int start = colon + 1;
        int end = text.run(start, PASSWORD, PASSWORD_MAX);
        boolean host = CharClass.is(text.at(end + 1), CharClass.ALNUM | CharClass.BRACKET);
        if (text.at(end) != '@' || end - start < PASSWORD_MIN || !host) {
            return Span.NONE;
        }
        if (DATABASES.contains(text.ascii(scheme, at)) != database
                || Placeholder.marksValue(text, start, end)
                || sameAsUser(text, user, colon, end)
                || Entropy.bitsPerByte(text, start, end) < 1) {
            return Span.NONE;
        }
        return new Span(start, end);
    }

    /// `guest:guest@` is a default, not a secret.
    private static boolean sameAsUser(Text text, int user, int colon, int end) {
        int length = colon - user;
        if (end - colon - 1 != length) {
            return false;
        }
        int i = 0;
        while (i < length && text.at(user + i) == text.at(colon + 1 + i)) {
            i++;
        }
        text.step(i);
        return i == length;
    }
}
