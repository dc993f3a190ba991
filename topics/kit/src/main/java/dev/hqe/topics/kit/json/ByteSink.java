package dev.hqe.topics.kit.json;

/// Where bytes go: standard output of the guest, or an array in a test.
@FunctionalInterface
public interface ByteSink {
    /// Takes all of the bytes.
    void write(byte[] buffer, int offset, int length);
}
