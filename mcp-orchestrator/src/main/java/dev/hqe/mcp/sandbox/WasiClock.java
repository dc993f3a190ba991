package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.WasiFunction.INVALID;
import static dev.hqe.mcp.sandbox.WasiFunction.NOT_SUPPORTED;
import static dev.hqe.mcp.sandbox.WasiFunction.SUCCESS;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time and sleeping, for a guest that was granted a clock. Both of WASI's clocks tell the time
/// of the granted source; the monotonic one counts from the run's start and never goes back.
/// Layouts of WASI preview1's `subscription` (48 bytes) and `event` (32 bytes).
final class WasiClock {
    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;
    private static final int MAX_SUBSCRIPTIONS = 64;
    private static final int SUBSCRIPTION = 48;
    private static final int EVENT = 32;
    private static final long RESOLUTION_NANOS = 1_000;

    private final InstantSource source;
    private final Instant start;
    private long lastNanos;

    WasiClock(InstantSource source) {
        this.source = source;
        this.start = source.instant();
    }

    int resolution(GuestMemory memory, int clock, int result) {
        if (clock != REALTIME && clock != MONOTONIC) {
            return NOT_SUPPORTED;
        }
        memory.writeLong(result, RESOLUTION_NANOS);
        return SUCCESS;
    }

    int time(GuestMemory memory, int clock, int result) {
        if (clock != REALTIME && clock != MONOTONIC) {
            return NOT_SUPPORTED;
        }
        memory.writeLong(result, now(clock));
        return SUCCESS;
    }

    private long now(int clock) {
        HostPort.requireStack();
        Instant now = source.instant();
        if (clock == REALTIME) {
            return now.getEpochSecond() * 1_000_000_000 + now.getNano();
        }
        // From 1, because libraries take 0 for "never".
        lastNanos = Math.max(lastNanos, 1 + Duration.between(start, now).toNanos());
        return lastNanos;
    }

    /// Waits for the earliest of some times. The streams count as ready: a read that has to wait
    /// waits by itself.
    ///
    /// @throws InterruptedException if the run is stopped meanwhile
    int poll(GuestMemory memory, int subscriptions, int events, int count, int result)
            throws InterruptedException {
        if (count <= 0 || count > MAX_SUBSCRIPTIONS) {
            return INVALID;
        }
        int first = 0;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long nanos = nanosUntil(memory, subscriptions + i * SUBSCRIPTION);
            if (nanos < shortest) {
                shortest = nanos;
                first = i;
            }
        }
        if (shortest > 0) {
            Thread.sleep(Duration.ofNanos(shortest));
        }
        int fired = subscriptions + first * SUBSCRIPTION;
        memory.write(events, new byte[EVENT], EVENT);
        memory.write(events, memory.read(fired, 8), 8);
        memory.write(events + 10, memory.read(fired + 8, 1), 1);
        memory.writeInt(result, 1);
        return SUCCESS;
    }

    /// How long until a subscription is due; 0 for a stream.
    private long nanosUntil(GuestMemory memory, int subscription) {
        if (memory.read(subscription + 8, 1)[0] != 0) {
            return 0;
        }
        int clock = memory.readInt(subscription + 16);
        long timeout = memory.readLong(subscription + 24);
        boolean absolute = (memory.readInt(subscription + 40) & 1) != 0;
        long nanos = absolute ? timeout - now(clock == REALTIME ? REALTIME : MONOTONIC) : timeout;
        // As unsigned numbers they may be longer than any run.
        return timeout < 0 ? Long.MAX_VALUE - 1 : Math.max(0, nanos);
    }
}
