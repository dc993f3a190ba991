package dev.hqe.mcp.tools;

/// What became of a record that was given to a transform.
public sealed interface Transformed {

    /// The program has answered.
    ///
    /// @param output as it has written it; not checked, and not copied
    // Up to megabytes for each record; a copy would cost more than it protects.
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(byte[] output) implements Transformed {}

    /// It does not want the record, and says why; or it broke over it.
    ///
    /// @param why for a person
    record Failed(String why) implements Transformed {}

    /// It cannot be asked, whatever the record: its Topic was revoked or changed meanwhile, or its
    /// file is not admitted.
    ///
    /// @param why for a person
    record Stopped(String why) implements Transformed {}
}
