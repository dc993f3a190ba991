package dev.hqe.mcp.host;

import dev.hqe.mcp.config.HostedServerConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a hosted server stands.
///
/// @param config how it is reached
/// @param state in one word
/// @param reason why it is not connected, and what to do; empty for none
/// @param wantsSignIn whether what is missing is a person who signs in
/// @param since when it was connected; empty while it is not
/// @param connections how often it was connected since it is hosted
/// @param speaks its name, version and protocol, for a person; empty until it was connected
/// @param tools how many of its tools can be called
/// @param prompts how many prompts it has
/// @param resources how many resources it lists
/// @param quarantined its tools that wait for a person's yes
/// @param stderr its last lines on standard error, oldest first
public record ServerStatus(
        HostedServerConfig config,
        State state,
        String reason,
        boolean wantsSignIn,
        Optional<Instant> since,
        int connections,
        String speaks,
        int tools,
        int prompts,
        int resources,
        List<Difference> quarantined,
        List<String> stderr) {

    /// What there is to say in one word.
    public enum State {
        /// Kept, not started.
        DISABLED,
        /// Started when it is needed.
        IDLE,
        /// It is being started, and asked what it offers.
        CONNECTING,
        /// There is a connection.
        CONNECTED,
        /// The last attempt did not succeed; the next call tries again.
        FAILED
    }

    public ServerStatus {
        quarantined = List.copyOf(quarantined);
        stderr = List.copyOf(stderr);
    }
}
