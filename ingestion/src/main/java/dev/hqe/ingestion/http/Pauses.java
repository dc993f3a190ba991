package dev.hqe.ingestion.http;

import java.time.Duration;

/// Waits; in tests it does not. Interrupting the thread ends it.
@FunctionalInterface
public interface Pauses {

    /// Real time.
    Pauses REAL = Thread::sleep;

    void pause(Duration span) throws InterruptedException;
}
