package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Texts;
import java.util.List;
import java.util.regex.Pattern;

/// Why a server cannot be used, in the parts that a person reads one after the other.
///
/// @param what a sentence or two: what is wrong and what to do
/// @param said the last lines of the server itself; may be empty
record Failing(String what, List<String> said) {

    static final Failing NONE = new Failing("", List.of());

    private static final int MOST_LINES = 12;

    /// What a message says to type in a terminal. Here there are buttons for it.
    private static final Pattern COMMANDS =
            Pattern.compile(
                    "(,? ?[Tt]hen restart it| ?Run|, then restart it): hqe server [a-z]+ \\S+\\.?");

    private static final Pattern BEGINNING =
            Pattern.compile(
                    "^(it is not started|server '[^']{1,40}' (is not started|cannot be used)): ");

    private static final Pattern STORE = Pattern.compile("Store it with: hqe secret set \\S+");

    /// A program's name does not begin a sentence.
    private static final Pattern NO_PROGRAM = Pattern.compile("^(\\S+) is not on the PATH");

    Failing {
        said = List.copyOf(said);
    }

    /// Takes the host's words apart. The lines that a server has said are indented there.
    static Failing of(String reason) {
        if (reason.isBlank()) {
            return NONE;
        }
        StringBuilder what = new StringBuilder();
        List<String> said =
                reason.lines()
                        .filter(line -> line.startsWith("  "))
                        .map(String::strip)
                        .limit(MOST_LINES)
                        .toList();
        reason.lines()
                .filter(line -> !line.startsWith("  "))
                .forEach(line -> what.append(what.isEmpty() ? "" : "\n").append(line));
        return new Failing(sentence(what.toString()), said);
    }

    private static String sentence(String text) {
        String plain = BEGINNING.matcher(text).replaceFirst("");
        plain = COMMANDS.matcher(plain).replaceAll("").strip();
        plain = STORE.matcher(plain).replaceAll(Texts.of("servers.failing.store"));
        if (plain.isEmpty()) {
            return text;
        }
        plain = NO_PROGRAM.matcher(plain).replaceFirst("The program $1 is not on the PATH");
        String whole = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        return whole.matches("(?s).*[.:;!?]$") ? whole : whole + ".";
    }

    /// The first line of it, for a row.
    String line() {
        return what.lines().findFirst().orElse("");
    }
}
