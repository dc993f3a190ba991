package dev.hqe.mcp.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The connection of a client that only listens. Thread-safe.
final class Listener implements Exchange.Waiting {

    private @Nullable ReplayStream stream;
    private @Nullable EventWriter writer;
    private boolean gone;

    void carries(Optional<ReplayStream> carried, EventWriter over) {
        synchronized (this) {
            stream = carried.orElse(null);
            writer = over;
            if (!gone) {
                return;
            }
        }
        gone();
    }

    @Override
    public void gone() {
        ReplayStream carried;
        EventWriter over;
        synchronized (this) {
            gone = true;
            carried = stream;
            over = writer;
        }
        if (carried != null && over != null) {
            carried.detach(over);
        }
    }

    @Override
    public void silent() {
        // A stream that is open gets its signs of life from its exchange.
    }
}
