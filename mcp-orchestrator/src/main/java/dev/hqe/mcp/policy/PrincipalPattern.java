package dev.hqe.mcp.policy;

import dev.hqe.mcp.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom a rule is about: `*` for everybody, `agent`, `person` or `flow` for everybody of that kind,
/// `agent:NAME` for programs on this machine that call themselves so, `key` for whoever comes with
/// a key and `key:ID` for the holder of that one, `profile` for programs on this machine that came
/// in under a profile and `profile:NAME` for those under that one. `*` in a name stands for any
/// characters.
///
/// An agent's name is its own word. A rule by name keeps well-meaning agents apart; it is no wall
/// against a program that lies about its name. Who comes with a key is known by it, and a rule by
/// name does not speak of them.
///
/// @param text the pattern as a person writes it
public record PrincipalPattern(String text) {

    /// Everybody.
    public static final PrincipalPattern EVERYBODY = new PrincipalPattern("*");

    private static final String KEY = "key";
    private static final String PROFILE = "profile";

    private static final List<String> KINDS =
            Stream.concat(
                            Arrays.stream(Principal.Kind.values()).map(PrincipalPattern::word),
                            Stream.of(KEY, PROFILE))
                    .toList();

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
                            + "' names no principal: use *, agent, person, flow, key, profile, or one"
                            + " of these with a name, such as agent:claude-code, key:ID or"
                            + " profile:NAME");
        }
        if (colon == text.length() - 1) {
            throw new PolicyException(
                    "'" + text + "' ends without a name: write " + kind + " for all of them");
        }
    }

    /// The holder of the same key, those under the same profile, or those without either who call
    /// themselves the same; empty when the name cannot stand in a pattern, because it has a `*` in
    /// it or is none.
    static Optional<PrincipalPattern> exactly(Principal principal) {
        String key = principal.access().identity();
        if (!key.isEmpty()) {
            return Optional.of(new PrincipalPattern(KEY + ":" + key));
        }
        String profile = principal.access().profile();
        if (!profile.isEmpty()) {
            return Optional.of(new PrincipalPattern(PROFILE + ":" + profile));
        }
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
        String key = principal.access().identity();
        if (kind.equals(KEY)) {
            return isOne(key);
        }
        if (kind.equals(PROFILE)) {
            return isOne(principal.access().profile());
        }
        return kind.equals(word(principal.kind()))
                && name().map(name -> key.isEmpty() && name.matches(principal.name())).orElse(true);
    }

    private boolean isOne(String shown) {
        return !shown.isEmpty() && name().map(name -> name.matches(shown)).orElse(true);
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
