package dev.hqe.ingestion.source;

import dev.hqe.ingestion.http.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still until somebody waits.
final class StillTime implements Pauses, InstantSource {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void pause(Duration span) {
        pauses.add(span);
        now = now.plus(span);
    }

    synchronized void pass(Duration span) {
        now = now.plus(span);
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
