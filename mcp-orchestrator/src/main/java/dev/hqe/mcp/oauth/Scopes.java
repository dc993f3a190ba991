package dev.hqe.mcp.oauth;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A set of OAuth scopes, in the order in which they were named. Equal to another with the same
/// scopes in any order. What is no scope by RFC 6749, section 3.3, is left out, and so is what is
/// over the bounds. Immutable.
public final class Scopes {

    /// No scopes: the parameter is left out of requests.
    public static final Scopes NONE = new Scopes(Set.of());

    static final String OFFLINE_ACCESS = "offline_access";

    private static final int MAX_SCOPES = 200;
    private static final int MAX_SCOPE_CHARS = 500;

    private final Set<String> names;

    private Scopes(Set<String> names) {
        this.names = names;
    }

    /// The scopes of a list.
    ///
    /// @param names scopes, one per element
    public static Scopes of(Collection<String> names) {
        Set<String> kept = new LinkedHashSet<>();
        for (String name : names) {
            if (kept.size() < MAX_SCOPES && isScope(name)) {
                kept.add(name);
            }
        }
        return kept.isEmpty() ? NONE : new Scopes(kept);
    }

    /// The scopes of a text.
    ///
    /// @param list scopes with spaces between them, as on the wire
    public static Scopes parse(String list) {
        return of(List.of(list.split(" ", -1)));
    }

    /// These and those.
    public Scopes with(Scopes others) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(others.names);
        return of(all);
    }

    Scopes with(String name) {
        return with(of(List.of(name)));
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public boolean containsAll(Scopes others) {
        return names.containsAll(others.names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scopes scopes && names.equals(scopes.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /// As on the wire: spaces between them.
    @Override
    public String toString() {
        return String.join(" ", names);
    }

    private static boolean isScope(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_SCOPE_CHARS
                && name.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }
}
