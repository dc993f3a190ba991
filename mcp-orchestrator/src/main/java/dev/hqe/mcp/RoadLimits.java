package dev.hqe.mcp;

import java.time.Duration;

/// The bounds of a [ToolRoad].
///
/// @param concurrent how many tools run at once, all callers together; further calls wait
/// @param timeout the longest a call may take, waiting included
/// @param grace how long an interrupted tool may take to stop before its call is answered without
///   it
/// @param resultBytes the largest result, as JSON
/// @param schemaBytes the largest input or output schema; a tool with a larger one is left out
public record RoadLimits(
        int concurrent, Duration timeout, Duration grace, int resultBytes, int schemaBytes) {

    /// 256 at once, 120 s, 1 s grace, results of 16 MiB, schemas of 256 KiB.
    public static final RoadLimits DEFAULT =
            new RoadLimits(
                    256, Duration.ofSeconds(120), Duration.ofSeconds(1), 16 << 20, 256 << 10);

    public RoadLimits {
        if (concurrent < 1
                || !timeout.isPositive()
                || grace.isNegative()
                || resultBytes < 1024
                || schemaBytes < 64) {
            throw new McpException(
                    "road limits must be positive, results at least 1024 bytes and schemas at least"
                            + " 64: concurrent="
                            + concurrent
                            + " timeout="
                            + timeout
                            + " grace="
                            + grace
                            + " resultBytes="
                            + resultBytes
                            + " schemaBytes="
                            + schemaBytes);
        }
    }

    /// The same with another timeout and grace.
    public RoadLimits within(Duration timeout, Duration grace) {
        return new RoadLimits(concurrent, timeout, grace, resultBytes, schemaBytes);
    }

    /// The same with another number of tools at once.
    public RoadLimits concurrent(int concurrent) {
        return new RoadLimits(concurrent, timeout, grace, resultBytes, schemaBytes);
    }

    /// The same with another size of results.
    public RoadLimits resultBytes(int resultBytes) {
        return new RoadLimits(concurrent, timeout, grace, resultBytes, schemaBytes);
    }
}
