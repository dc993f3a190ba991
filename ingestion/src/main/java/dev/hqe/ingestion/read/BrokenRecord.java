package dev.hqe.ingestion.read;

/// A record that cannot be read, where those behind it can.
///
/// @param number as in [SourceRecord]
/// @param place as in [SourceRecord]
/// @param raw how it is written, as far as it was kept; at most 64 KiB
/// @param why what is wrong with it, and what to do
public record BrokenRecord(long number, String place, String raw, String why) implements ReadItem {}
