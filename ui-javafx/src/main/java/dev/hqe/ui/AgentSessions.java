package dev.hqe.ui;

import java.time.Instant;
import java.util.List;

/// Who is connected through a door of this machine. Agents that come over HTTP have no connection;
/// they are known by their calls.
@FunctionalInterface
public interface AgentSessions {

    /// Those of now, in the order in which they came. Called on a virtual thread; quick.
    List<Session> now();

    /// One agent that is connected.
    ///
    /// @param number counts up, never used twice
    /// @param name what it calls itself; empty as long as it has not said
    /// @param version likewise
    /// @param profile the one that it came in under; empty for none
    /// @param since when it came
    /// @param pid of the process at the door
    record Session(
            long number, String name, String version, String profile, Instant since, long pid) {

        /// A name that ends with the version is taken without it, as calls have it.
        public Session {
            if (!version.isEmpty() && name.endsWith(" " + version)) {
                name = name.substring(0, name.length() - version.length() - 1).strip();
            }
        }
    }
}
