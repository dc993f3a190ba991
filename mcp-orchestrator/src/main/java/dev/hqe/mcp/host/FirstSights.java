package dev.hqe.mcp.host;

import dev.hqe.mcp.FirstSight;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The servers that are being asked for the first time what they offer. Thread-safe.
final class FirstSights {

    private final Set<Sight> pending = ConcurrentHashMap.newKeySet();

    /// One server.
    final class Sight {

        private final CountDownLatch over = new CountDownLatch(1);
        private OptionalLong listedAt = OptionalLong.empty();

        /// It has answered, or will not.
        void end() {
            pending.remove(this);
            over.countDown();
        }

        /// On the clock of [System#nanoTime].
        private synchronized long listedAt(long now) {
            if (listedAt.isEmpty()) {
                listedAt = OptionalLong.of(now);
            }
            return listedAt.getAsLong();
        }

        private synchronized boolean isListedBefore(long then) {
            return listedAt.isPresent() && listedAt.getAsLong() - then <= 0;
        }
    }

    /// Begins with one, which is waited for until its [Sight#end].
    Sight begin() {
        Sight sight = new Sight();
        pending.add(sight);
        return sight;
    }

    /// Waits until all that have begun have ended.
    ///
    /// @param atMost then it returns without them
    void await(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (Sight sight : List.copyOf(pending)) {
            if (!sight.over.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /// What listings wait for.
    ///
    /// @param atMost for as long as they wait for one server, from the first listing on that does
    FirstSight forListings(Duration atMost) {
        return new FirstSight() {
            @Override
            public boolean isAwaited() {
                return !pending.isEmpty() && !awaited().isEmpty();
            }

            @Override
            public void await() throws InterruptedException {
                long now = System.nanoTime();
                List<Sight> all = awaited();
                all.forEach(sight -> sight.listedAt(now));
                for (Sight sight : all) {
                    long until = sight.listedAt(now) + atMost.toNanos();
                    sight.over.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            }

            private List<Sight> awaited() {
                long lapsed = System.nanoTime() - atMost.toNanos();
                return pending.stream().filter(sight -> !sight.isListedBefore(lapsed)).toList();
            }
        };
    }
}
