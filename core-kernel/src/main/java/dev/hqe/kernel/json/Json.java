package dev.hqe.kernel.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON mapper: strict on what comes in, and bounded.
///
/// Refused on reading: duplicate keys, anything after the value, more than [#MAX_DEPTH] levels,
/// strings over [#MAX_STRING_CHARS], names over 10,000 and numbers over 400 characters.
/// Thread-safe.
public final class Json {

    /// Deepest nesting of objects and arrays that is read.
    public static final int MAX_DEPTH = 200;

    /// Longest string that is read, in characters: room for a text file of 16 MiB.
    public static final int MAX_STRING_CHARS = 20_000_000;

    private static final int MAX_NAME_CHARS = 10_000;
    private static final int MAX_NUMBER_CHARS = 400;

    /// Reads and writes JSON trees.
    public static final JsonMapper MAPPER =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints()).build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING_CHARS)
                .maxNameLength(MAX_NAME_CHARS)
                .maxNumberLength(MAX_NUMBER_CHARS)
                .build();
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
