package dev.hqe.ingestion.read;

import tools.jackson.databind.JsonNode;

/// One record of a file or an answer.
///
/// @param value its content
/// @param number 1 for the first
/// @param place where it is, for a person: `line 12`, `row 3 of sheet Prices`, `page 4`
public record SourceRecord(JsonNode value, long number, String place) implements ReadItem {}
