package dev.hqe.mcp;

/// A listener's place with somebody who tells of changes.
@FunctionalInterface
public interface Registration extends AutoCloseable {

    /// Nothing to take away.
    Registration NONE = () -> {};

    /// Takes the listener away. Again does nothing.
    @Override
    void close();
}
