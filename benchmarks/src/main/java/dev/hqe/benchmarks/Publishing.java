package dev.hqe.benchmarks;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// One publisher and some subscribers, by our bus or by the JDK's.
interface Publishing extends AutoCloseable {

    int CAPACITY = 4096;

    /// What is told.
    record Tick(long number, long nanos) implements Fact {}

    void publish(Tick tick);

    @Override
    void close();

    /// Opens one of the two.
    ///
    /// @param heard runs on each subscriber's thread for each tick
    static Publishing of(String implementation, int subscribers, Consumer<Tick> heard) {
        return switch (implementation) {
            case "EventBus" -> new Bus(subscribers, heard);
            case "SubmissionPublisher" -> new Jdk(subscribers, heard);
            default -> throw new IllegalArgumentException(implementation);
        };
    }

    /// Waits until so much has been handled, but not for ever: a fact that was dropped would
    /// otherwise make the benchmark hang instead of fail.
    static void awaitHandled(LongAdder handled, long target) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (handled.sum() < target) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "only " + handled.sum() + " of " + target + " were handled");
            }
            LockSupport.parkNanos(20_000);
        }
    }

    /// Ours.
    final class Bus implements Publishing {

        private final EventBus bus = new EventBus(InstantSource.system());

        private Bus(int subscribers, Consumer<Tick> heard) {
            for (int i = 0; i < subscribers; i++) {
                bus.subscribe(
                        "benchmark-" + i,
                        Tick.class,
                        CAPACITY,
                        Overflow.BLOCK,
                        envelope -> heard.accept(envelope.fact()));
            }
        }

        @Override
        public void publish(Tick tick) {
            bus.publish(tick);
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    /// The JDK's, on virtual threads as ours is.
    final class Jdk implements Publishing {

        private final SubmissionPublisher<Tick> publisher =
                new SubmissionPublisher<>(Executors.newVirtualThreadPerTaskExecutor(), CAPACITY);

        private Jdk(int subscribers, Consumer<Tick> heard) {
            for (int i = 0; i < subscribers; i++) {
                publisher.subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.request(Long.MAX_VALUE);
                            }

                            @Override
                            public void onNext(Tick tick) {
                                heard.accept(tick);
                            }

                            @Override
                            public void onError(Throwable failure) {
                                throw new IllegalStateException(failure);
                            }

                            @Override
                            public void onComplete() {}
                        });
            }
        }

        @Override
        public void publish(Tick tick) {
            publisher.submit(tick);
        }

        @Override
        public void close() {
            publisher.close();
        }
    }
}
