package dev.hqe.mcp.policy;

import dev.hqe.mcp.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whom a rule is about: `*` for everybody, `agent`, `person` or `flow` for everybody of that kind,
/// `agent:NAME` for those who call themselves so, with `*` for any characters in the name.
///
/// An agent's name is its own word. A rule by name keeps well-meaning agents apart; it is no wall
/// against a program that lies about its name.
///
/// @param text the pattern as a person writes it
public record PrincipalPattern(String text) {

    /// Everybody.
    public static final PrincipalPattern EVERYBODY = new PrincipalPattern("*");

    private static final List<String> KINDS =
            Arrays.stream(Principal.Kind.values()).map(PrincipalPattern::word).toList();

    /// Checks the pattern.
    ///
    /// @throws PolicyException when it is none
    public PrincipalPattern {
        Glob whole = new Glob(text);
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        if (!whole.text().equals("*") && !KINDS.contains(kind)) {
            throw new PolicyException(
                    "'"
                            + text
                            + "' names no principal: use *, agent, person, flow, or one of these"
                            + " with a name, such as agent:claude-code or agent:claude*");
        }
        if (colon == text.length() - 1) {
            throw new PolicyException(
                    "'" + text + "' ends without a name: write " + kind + " for all of them");
        }
    }

    /// Those who call themselves the same and nobody else; empty when the name cannot stand in a
    /// pattern, because it has a `*` in it or is none.
    static Optional<PrincipalPattern> exactly(Principal principal) {
        String name = principal.name();
        return name.isBlank() || name.contains("*")
                ? Optional.empty()
                : Optional.of(new PrincipalPattern(word(principal.kind()) + ":" + name));
    }

    boolean matches(Principal principal) {
        if (text.equals("*")) {
            return true;
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        return kind.equals(word(principal.kind()))
                && name().map(name -> name.matches(principal.name())).orElse(true);
    }

    /// Whether it speaks of a kind, rather than of everybody.
    boolean names(Principal.Kind kind) {
        return text.equals(word(kind)) || text.startsWith(word(kind) + ":");
    }

    private Optional<Glob> name() {
        int colon = text.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(new Glob(text.substring(colon + 1)));
    }

    private static String word(Principal.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
