package dev.hqe.ui.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Pulses that come when the test says so, on the test's thread: no toolkit.
public final class ManualPulses implements FxPulses {

    private final BlockingQueue<BooleanSupplier> begun = new LinkedBlockingQueue<>();
    private @Nullable BooleanSupplier beating;

    @Override
    public void begin(BooleanSupplier onPulse) {
        begun.add(onPulse);
    }

    /// One pulse, if one has been asked for.
    public boolean pulse() {
        if (beating == null) {
            beating = begun.poll();
        }
        if (beating == null) {
            return false;
        }
        if (!beating.getAsBoolean()) {
            beating = null;
        }
        return true;
    }

    /// Pulses until something is so.
    public void until(BooleanSupplier so) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> {
                    pulse();
                    return so.getAsBoolean();
                });
    }
}
