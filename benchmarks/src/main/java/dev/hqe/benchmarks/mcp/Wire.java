package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.time.Duration;

/// A client's way to one server. One thread at a time.
interface Wire extends AutoCloseable {

    /// After how much silence with calls open a server has stalled.
    Duration PATIENCE = Duration.ofSeconds(10);

    /// Sends a request and waits for its answer.
    ///
    /// @return the answer's JSON (over HTTP perhaps as an event)
    /// @throws WireException if none comes, or an error does
    String ask(Message message) throws IOException;

    /// Sends a notification.
    void tell(Message message) throws IOException;

    /// Keeps so many calls open until enough were asked, and waits for the last answer.
    ///
    /// @throws WireException if an answer is wrong or none comes for [#PATIENCE]
    Sample drive(Questions questions, int concurrency, Until until) throws IOException;

    @Override
    void close();

    /// Does what a client does first, and lists the tools.
    ///
    /// @return the answer to `tools/list`
    default String greet(Era era) throws IOException {
        if (era == Era.LEGACY) {
            ask(era.open(1));
            tell(Era.initialized());
        }
        return ask(era.list(2));
    }
}
