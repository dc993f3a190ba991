package dev.hqe.topics.kit.json;

/// Where bytes come from: standard input of the guest, or an array in a test.
@FunctionalInterface
public interface ByteSource {
    /// Reads 1 to `length` bytes into `buffer` at `offset`; 0 or less at the end.
    int read(byte[] buffer, int offset, int length);
}
