package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.ClientConnection.Change;
import dev.hqe.mcp.config.ClientConnection.State;
import dev.hqe.ui.AgentSetup.Trial;
import java.nio.file.Path;
import java.util.Optional;

/// How far connecting a program is.
sealed interface ConnectState {

    /// What it is about; empty while that is not known.
    default Optional<ClientConnection> connection() {
        return Optional.empty();
    }

    /// What was written, to be taken back; empty for nothing.
    default Optional<Written> written() {
        return Optional.empty();
    }

    /// The program's file is being read.
    record Reading() implements ConnectState {}

    /// What would be done.
    ///
    /// @param now how the file stands
    /// @param change empty if nothing is to be done
    /// @param lacks what the program will lack even so; empty for nothing
    record Planned(ClientConnection of, State now, Change change, String lacks)
            implements ConnectState {

        @Override
        public Optional<ClientConnection> connection() {
            return Optional.of(of);
        }
    }

    /// The file cannot be read, or the profile is not there. Nothing is written.
    ///
    /// @param message with file and line
    record Unusable(String message) implements ConnectState {}

    /// It is being started.
    ///
    /// @param written what was written just before, if anything was
    record Trying(ClientConnection of, Optional<Written> written) implements ConnectState {

        @Override
        public Optional<ClientConnection> connection() {
            return Optional.of(of);
        }
    }

    /// It was started.
    record Tried(ClientConnection of, Optional<Written> written, Trial trial)
            implements ConnectState {

        @Override
        public Optional<ClientConnection> connection() {
            return Optional.of(of);
        }
    }

    /// The file was changed.
    ///
    /// @param copy of the file as it was; empty where there was none
    record Written(Change change, Optional<Path> copy) {}
}
