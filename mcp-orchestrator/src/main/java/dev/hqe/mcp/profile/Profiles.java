package dev.hqe.mcp.profile;

import dev.hqe.kernel.json.Suggestion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// All profiles. Immutable.
///
/// @param byName at most 200
public record Profiles(SortedMap<String, Profile> byName) {

    /// No profiles at all.
    public static final Profiles NONE = new Profiles(Collections.emptySortedMap());

    static final int MAX = 200;

    public Profiles {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (byName.size() > MAX) {
            throw new ProfileException(
                    "there are " + byName.size() + " profiles, at most " + MAX + " are kept");
        }
    }

    /// In the order of their names.
    public List<Profile> list() {
        return List.copyOf(byName.values());
    }

    /// The profile of this name.
    public Optional<Profile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The profile of this name.
    ///
    /// @throws ProfileException if there is none, naming the nearest and what to do
    public Profile require(String name) {
        return find(name).orElseThrow(() -> new ProfileException(unknown(name)));
    }

    /// What to tell somebody who names a profile that is not there.
    public String unknown(String name) {
        String short64 = name.length() <= 64 ? name : name.substring(0, 64) + "...";
        return "there is no profile '"
                + short64
                + "'"
                + Suggestion.among(name, new TreeSet<>(byName.keySet()))
                + ". See: hqe profile list. Make one: hqe profile new NAME --topic TOPIC";
    }

    /// The same with a further one.
    ///
    /// @throws ProfileException if there is one of that name
    public Profiles with(Profile added) {
        if (byName.containsKey(added.name())) {
            throw new ProfileException(
                    "there is a profile '"
                            + added.name()
                            + "' already. Replace it with --force, or remove it: hqe profile remove "
                            + added.name());
        }
        return replacing(added);
    }

    /// The same with one in place of the one of its name, if there is one.
    public Profiles replacing(Profile changed) {
        SortedMap<String, Profile> all = new TreeMap<>(byName);
        all.put(changed.name(), changed);
        return new Profiles(all);
    }

    /// The same without one.
    ///
    /// @throws ProfileException if there is none of that name
    public Profiles without(String name) {
        SortedMap<String, Profile> all = new TreeMap<>(byName);
        all.remove(require(name).name());
        return new Profiles(all);
    }
}
