package dev.hqe.ingestion.http;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What asking an API needs beside the API's description.
///
/// @param random for jitter
/// @param scratch folder for one answer at a time
public record HttpAsking(
        HttpFetch fetch,
        InstantSource clock,
        Pauses pauses,
        RandomGenerator random,
        Backoff backoff,
        Path scratch) {

    /// In real time.
    public static HttpAsking of(HttpFetch fetch, InstantSource clock, Path scratch) {
        return new HttpAsking(
                fetch, clock, Pauses.REAL, RandomGenerator.getDefault(), Backoff.DEFAULT, scratch);
    }
}
