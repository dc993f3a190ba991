package dev.hqe.mcp.internal.protocol;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON reader and writer of the protocol: strict where a lenient reading could mean two
/// things (duplicate keys, anything after the value) and bounded in depth and number length. How
/// long a document may be is the framing's business.
public final class Json {

    /// Objects and arrays inside one another; deeper messages are refused.
    public static final int MAX_DEPTH = 200;

    /// Shared by all; thread-safe.
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(400)
                                                    .maxNameLength(10_000)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}
}
