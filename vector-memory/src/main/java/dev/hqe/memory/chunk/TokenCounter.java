package dev.hqe.memory.chunk;

/// Counts as an embedding model counts. Thread-safe.
public interface TokenCounter {

    /// Tokens of a text, those around it that the model adds left out.
    int count(String text);

    /// The most tokens of a text that the model looks at; what is behind them, it does not see.
    int limit();
}
