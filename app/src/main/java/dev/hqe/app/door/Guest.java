package dev.hqe.app.door;

import dev.hqe.shim.Greeting;
import java.time.Instant;
import java.util.function.Supplier;

/// Somebody who is at the door or in the house. Thread-safe.
public final class Guest {

    private final long number;
    private final Greeting greeting;
    private final Instant since;
    private volatile Runnable sendAway;
    private volatile Supplier<String> name = () -> "";
    private volatile Supplier<String> version = () -> "";
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

    /// Which version it says that it is, with which its name ends; empty for none.
    public String version() {
        return version.get();
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

    void introducedBy(Supplier<String> itsName) {
        name = itsName;
    }

    void introducedBy(Supplier<String> itsName, Supplier<String> itsVersion) {
        name = itsName;
        version = itsVersion;
    }

    /// Whether it uses the workbench. One who only asks how things stand keeps nobody.
    public boolean isUser() {
        return !greeting.wish().equals(StatusWish.NAME) && !greeting.wish().equals(StopWish.NAME);
    }

    /// Whether it keeps the workbench. One who waits for the window does not: that does so itself.
    boolean isKeeper() {
        return isUser() && !greeting.wish().equals(WindowWish.NAME);
    }

    /// Whether it is an agent.
    boolean isAgent() {
        return greeting.wish().equals(AgentWish.NAME);
    }

    /// Whether it runs a command here.
    boolean isCommand() {
        return greeting.wish().equals(RunWish.NAME);
    }

    /// What sends it away in place of the end of its connection, so that there can be a good-bye.
    void leavesBy(Runnable end) {
        sendAway = end;
    }

    void sendAway() {
        sendAway.run();
    }
}
