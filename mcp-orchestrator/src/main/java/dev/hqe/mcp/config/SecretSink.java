package dev.hqe.mcp.config;

/// Where secrets go that were found in a file or typed in.
@FunctionalInterface
public interface SecretSink {

    /// Keeps a secret, instead of an earlier one of that name. It is kept when this returns.
    ///
    /// @param name such as `github/GITHUB_TOKEN`
    /// @param value the caller blanks it afterwards
    void put(String name, char[] value);
}
