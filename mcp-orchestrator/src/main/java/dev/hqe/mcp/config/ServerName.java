package dev.hqe.mcp.config;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.Sha256;
import java.util.Collection;
import java.util.regex.Pattern;

/// Name of a hosted server: 1 to 40 of `A-Z a-z 0-9 _ -`. It is also the first part of its tools'
/// names (`server.tool`), so it shares one space with the ids of Topics.
public record ServerName(String value) implements Comparable<ServerName> {

    private static final int MAX_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    /// @throws ConfigException when it is no such name
    public ServerName {
        if (!isValid(value)) {
            throw new ConfigException(
                    "'" + shown(value) + "' is not a server name: use 1 to 40 of A-Z a-z 0-9 _ -");
        }
    }

    /// Whether a server may have this name.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /// The nearest name to what another program calls a server, and to none that is taken.
    ///
    /// @param foreign any text
    /// @param taken names that it must not be
    static ServerName near(String foreign, Collection<String> taken) {
        String kept =
                foreign.length() > 200 ? foreign.substring(0, 200) : foreign; // bounds the regexes
        String plain = kept.strip().replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        String base = plain.isEmpty() ? "server" : cut(plain, MAX_LENGTH);
        String name = base;
        for (int n = 2; taken.contains(name); n++) {
            String suffix = "-" + n;
            name = cut(base, MAX_LENGTH - suffix.length()) + suffix;
        }
        return new ServerName(name);
    }

    /// What a Topic's server is called here, `topic-server`. Where that is no server name, or too
    /// long, it is made to fit and ends with a piece of a hash: the same one always, and another
    /// for another server.
    ///
    /// @param server its name in the Topic, any text
    public static ServerName of(TopicId topic, String server) {
        String plain = topic + "-" + server;
        if (isValid(plain)) {
            return new ServerName(plain);
        }
        return new ServerName(Sha256.name(plain, plain, MAX_LENGTH, ServerName::fitting));
    }

    private static String fitting(String beginning) {
        return beginning.replaceAll("[^A-Za-z0-9_-]", "-").replaceAll("-+$", "");
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "...";
    }

    @Override
    public int compareTo(ServerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
