package dev.hqe.ingestion.read;

/// What a reader comes upon.
public sealed interface ReadItem permits SourceRecord, BrokenRecord {}
