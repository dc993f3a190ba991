package dev.hqe.mcp.client;

/// How a server is spoken to. It is a property of the server and may be remembered for its next
/// start (2026-07-28, Versioning).
public enum ServerEra {
    /// `initialize` opens a session: 2024-11-05 to 2025-11-25.
    LEGACY,
    /// Every request says everything: 2026-07-28 and later.
    MODERN
}
