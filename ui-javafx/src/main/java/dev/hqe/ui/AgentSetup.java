package dev.hqe.ui;

import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How other programs are told to start this workbench, as `hqe connect` does it. Called on virtual
/// threads; all of it reads files, so it may block.
public interface AgentSetup {

    /// Our entry in the client's own file.
    ///
    /// @param profile what the client shall see; empty: an entry that is there keeps the profile
    ///   that it has
    /// @throws dev.hqe.mcp.profile.ProfileException if there is no such profile
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if the file cannot be read, with the
    ///   line
    /// @throws dev.hqe.mcp.config.ConfigException if it cannot be read for another reason
    ClientConnection connection(AgentClient client, Optional<String> profile);

    /// What the client will lack even so, and what a person can do about it; empty for nothing.
    Optional<String> lacks(ClientConnection connection);

    /// Starts what the entry names, as the client would, asks what it offers, and ends it. Takes a
    /// minute at most.
    ///
    /// @throws InterruptedException when interrupted; what was started is ended then
    Trial trial(ClientConnection connection) throws InterruptedException;

    /// How the trial went.
    sealed interface Trial {

        /// It answered.
        ///
        /// @param tools the names of the tools that the client sees
        record Works(List<String> tools, Duration took) implements Trial {
            public Works {
                tools = List.copyOf(tools);
            }
        }

        /// It did not.
        ///
        /// @param message what happened
        /// @param fix what to do
        /// @param said what it said on standard error, the last lines of it
        record Fails(String message, String fix, List<String> said) implements Trial {
            public Fails {
                said = List.copyOf(said);
            }
        }
    }
}
