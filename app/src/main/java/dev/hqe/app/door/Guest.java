package dev.hqe.app.door;

import dev.hqe.shim.Greeting;
import java.time.Instant;
import java.util.function.Supplier;

/// Somebody who is at the door or in the house. Thread-safe.
public final class Guest {

    private final long number;
    private final Greeting greeting;
    private final Instant since;
    private final Runnable sendAway;
    private volatile Supplier<String> name = () -> "";
    private volatile String profile = "";

    Guest(long number, Greeting greeting, Instant since, Runnable sendAway) {
        this.number = number;
        this.greeting = greeting;
        this.since = since;
        this.sendAway = sendAway;
    }

    /// Counts up from 1 for each workbench.
    public long number() {
        return number;
    }

    /// What it said at the door.
    public Greeting greeting() {
        return greeting;
    }

    /// When it came.
    public Instant since() {
        return since;
    }

    /// What it calls itself; empty as long as it has not said.
    public String name() {
        return name.get();
    }

    /// The profile under which it is in; empty for none.
    public String profile() {
        return profile;
    }

    void isUnder(String itsProfile) {
        profile = itsProfile;
    }

    void introducedBy(Supplier<String> whatItSays) {
        name = whatItSays;
    }

    /// Whether it uses the workbench. One who only asks how things stand keeps nobody.
    public boolean isUser() {
        return !greeting.wish().equals(StatusWish.NAME) && !greeting.wish().equals(StopWish.NAME);
    }

    void sendAway() {
        sendAway.run();
    }
}
