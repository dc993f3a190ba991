package dev.hqe.app.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps the log silent about what a command says itself, so that a person reads it once.
final class OwnWords {

    static final String HOSTED_SERVER = "dev.hqe.mcp.host.HostedServer";
    static final String SERVERS = "dev.hqe.app.Hosting";
    static final String POLICY = "dev.hqe.mcp.policy.PolicyFile";
    static final String PROFILES = "dev.hqe.mcp.profile.ProfileFile";

    /// The log keeps only weak references; a logger that nobody holds comes back as loud as before.
    private static List<Logger> silent = List.of();

    private OwnWords() {}

    /// Silences these loggers for the rest of the process.
    static synchronized void instead(String... loggers) {
        silent = List.of(loggers).stream().map(Logger::getLogger).toList();
        silent.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
