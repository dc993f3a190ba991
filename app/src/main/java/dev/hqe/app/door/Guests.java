package dev.hqe.app.door;

import dev.hqe.shim.Greeting;
import dev.hqe.ui.AgentSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Who is in the house. Thread-safe.
public final class Guests {

    /// As many at once; beyond that the next is sent away.
    public static final int MAX = 256;

    private final ConcurrentSkipListMap<Long, Guest> inside = new ConcurrentSkipListMap<>();
    private final AtomicLong count = new AtomicLong();
    private final InstantSource clock;
    private final List<String> keepers = new CopyOnWriteArrayList<>();
    private volatile Instant lastUsed;

    Guests(InstantSource clock) {
        this.clock = clock;
        this.lastUsed = clock.instant();
    }

    /// Something of the workbench's own that keeps it, such as its window.
    ///
    /// @param what for a person
    /// @return takes it back; once
    public Runnable keep(String what) {
        keepers.add(what);
        return () -> {
            lastUsed = clock.instant();
            keepers.remove(what);
        };
    }

    /// What keeps the workbench beside those who are inside.
    public List<String> keepers() {
        return List.copyOf(keepers);
    }

    Guest enter(Greeting greeting, Runnable sendAway) throws Wish.Refusal {
        if (inside.size() >= MAX) {
            throw new Wish.Refusal(
                    MAX
                            + " agents and commands are connected already, which is all that this"
                            + " workbench takes. See which: hqe status");
        }
        Guest guest = new Guest(count.incrementAndGet(), greeting, clock.instant(), sendAway);
        inside.put(guest.number(), guest);
        return guest;
    }

    void leave(Guest guest) {
        if (guest.isUser()) {
            lastUsed = clock.instant();
        }
        inside.remove(guest.number());
    }

    /// Those inside, in the order in which they came.
    public List<Guest> list() {
        return List.copyOf(inside.values());
    }

    /// The agents among them, as the window shows them.
    List<AgentSessions.Session> agents() {
        return inside.values().stream().filter(Guest::isAgent).map(Guests::session).toList();
    }

    private static AgentSessions.Session session(Guest guest) {
        return new AgentSessions.Session(
                guest.number(),
                guest.name(),
                guest.version(),
                guest.profile(),
                guest.since(),
                guest.greeting().pid());
    }

    /// How many have come in all.
    public long total() {
        return count.get();
    }

    /// Whether somebody uses the workbench.
    public boolean isUsed() {
        return !keepers.isEmpty() || inside.values().stream().anyMatch(Guest::isKeeper);
    }

    /// Whether somebody is inside who would lose something by the end of the workbench. Agents go
    /// on in another one.
    boolean isNeeded() {
        return !keepers.isEmpty() || inside.values().stream().anyMatch(Guest::isCommand);
    }

    boolean isUsedByOthersThan(Guest guest) {
        return !keepers.isEmpty()
                || inside.values().stream().anyMatch(other -> other.isKeeper() && other != guest);
    }

    /// How long nobody has used the workbench; zero while somebody does.
    public Duration unusedFor() {
        return isUsed() ? Duration.ZERO : Duration.between(lastUsed, clock.instant());
    }
}
