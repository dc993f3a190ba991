package dev.hqe.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventBusTest {

    private record Counted(int publisher, int number) implements Fact {}

    private record Other(String text) implements Fact {}

    private interface Shape extends Fact {}

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final EventBus bus = new EventBus(() -> NOW);

    @AfterEach
    void closeBus() {
        bus.close();
    }

    /// A handler that keeps what it hears and can be held up.
    private static final class Listener {
        private final ConcurrentLinkedQueue<Integer> heard = new ConcurrentLinkedQueue<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);

        void hear(Envelope<Counted> envelope) {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            heard.add(envelope.fact().number());
        }
    }

    private Subscription subscribe(Listener listener, int capacity, Overflow overflow) {
        return bus.subscribe("listener", Counted.class, capacity, overflow, listener::hear);
    }

    private void publish(int from, int to) {
        for (int i = from; i <= to; i++) {
            bus.publish(new Counted(0, i));
        }
    }

    @Test
    void deliversFactsOfExactlyTheSubscribedType() {
        var heard = new ConcurrentLinkedQueue<Fact>();
        bus.subscribe("a", Counted.class, 8, Overflow.BLOCK, e -> heard.add(e.fact()));

        bus.publish(new Other("no"));
        bus.publish(new Counted(0, 1));

        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly(new Counted(0, 1));
    }

    @Test
    void refusesToSubscribeToWhatNobodyCanPublish() {
        assertThatThrownBy(() -> bus.subscribe("a", Shape.class, 8, Overflow.BLOCK, e -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would never hear");
        assertThatThrownBy(() -> bus.subscribe("a", Other.class, 0, Overflow.BLOCK, e -> {}))
                .hasMessage("a mailbox holds 1 to 1048576 facts, not 0");
    }

    @Test
    void keepsTheOrderOfEachPublishingThread() throws InterruptedException {
        int publishers = 4;
        int each = 5_000;
        var heard = new ConcurrentLinkedQueue<Counted>();
        bus.subscribe("a", Counted.class, 16, Overflow.BLOCK, e -> heard.add(e.fact()));

        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < publishers; p++) {
            int publisher = p;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; i < each; i++) {
                            bus.publish(new Counted(publisher, i));
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await().until(() -> heard.size() == publishers * each);
        for (int p = 0; p < publishers; p++) {
            int publisher = p;
            assertThat(heard.stream().filter(f -> f.publisher() == publisher).map(Counted::number))
                    .hasSize(each)
                    .isSorted();
        }
    }

    @Test
    void givesEveryFactANumberATimeAndItsCause() {
        var causes = new ConcurrentLinkedQueue<Optional<EventId>>();
        var counted = new ConcurrentLinkedQueue<Envelope<Counted>>();
        bus.subscribe("b", Other.class, 8, Overflow.BLOCK, e -> causes.add(e.cause()));
        bus.subscribe(
                "a",
                Counted.class,
                8,
                Overflow.BLOCK,
                e -> {
                    counted.add(e);
                    bus.publish(new Other("because of " + e.fact()));
                });

        publish(1, 2);

        await().until(() -> causes.size() == 2);
        assertThat(counted).allSatisfy(e -> assertThat(e.cause()).isEmpty());
        assertThat(counted).allSatisfy(e -> assertThat(e.at()).isEqualTo(NOW));
        assertThat(counted).extracting(e -> e.id().value()).isSorted().doesNotHaveDuplicates();
        assertThat(causes)
                .containsExactlyElementsOf(counted.stream().map(e -> Optional.of(e.id())).toList());
    }

    @Test
    void aFailingSubscriberIsCountedAndReachesNobodyElse() {
        var heard = new ConcurrentLinkedQueue<Integer>();
        Subscription failing =
                bus.subscribe(
                        "failing",
                        Counted.class,
                        8,
                        Overflow.BLOCK,
                        e -> {
                            if (e.fact().number() == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                            if (e.fact().number() == 2) {
                                throw new StackOverflowError("on purpose");
                            }
                        });
        bus.subscribe("ok", Counted.class, 8, Overflow.BLOCK, e -> heard.add(e.fact().number()));

        publish(1, 3);

        await().until(() -> failing.delivered() == 1);
        assertThat(failing.failed()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(heard).containsExactly(1, 2, 3));
    }

    @Test
    void aHandlerThatLeavesItsThreadInterruptedGoesOnListening() {
        Subscription subscription =
                bus.subscribe(
                        "a",
                        Counted.class,
                        8,
                        Overflow.BLOCK,
                        e -> Thread.currentThread().interrupt());

        bus.publish(new Counted(0, 1));
        await().until(() -> subscription.delivered() == 1);
        bus.publish(new Counted(0, 2));

        await().until(() -> subscription.delivered() == 2);
    }

    @Test
    void dropOldestKeepsTheNewestOnes() {
        Listener listener = new Listener();
        Subscription subscription = subscribe(listener, 3, Overflow.DROP_OLDEST);

        publish(0, 0);
        await().until(() -> listener.entered.getCount() == 0);
        publish(1, 10);
        int waiting = subscription.waiting();
        listener.gate.countDown();

        await().until(() -> subscription.delivered() == 4);
        assertThat(listener.heard).containsExactly(0, 8, 9, 10);
        assertThat(waiting).isEqualTo(3);
        assertThat(subscription.dropped()).isEqualTo(7);
    }

    @Test
    void keepLatestKeepsOneWhateverTheCapacity() {
        Listener listener = new Listener();
        Subscription subscription = subscribe(listener, 100, Overflow.KEEP_LATEST);

        publish(0, 0);
        await().until(() -> listener.entered.getCount() == 0);
        publish(1, 10);
        listener.gate.countDown();

        await().until(() -> subscription.delivered() == 2);
        assertThat(listener.heard).containsExactly(0, 10);
        assertThat(subscription.dropped()).isEqualTo(9);
    }

    @Test
    void blockMakesThePublisherWaitForRoomAndLosesNothing() throws InterruptedException {
        Listener listener = new Listener();
        Subscription subscription = subscribe(listener, 1, Overflow.BLOCK);
        publish(0, 0);
        await().until(() -> listener.entered.getCount() == 0);
        publish(1, 1);

        Thread publisher = Thread.startVirtualThread(() -> publish(2, 5));
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);
        listener.gate.countDown();
        publisher.join();

        await().until(() -> subscription.delivered() == 6);
        assertThat(listener.heard).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    void aSubscriberThatFillsItsOwnMailboxIsNotWaitedFor() {
        Subscription subscription =
                bus.subscribe(
                        "self",
                        Counted.class,
                        2,
                        Overflow.BLOCK,
                        e -> {
                            if (e.fact().number() == 0) {
                                publish(1, 10);
                            }
                        });

        long began = System.nanoTime();
        publish(0, 0);
        await().until(() -> subscription.delivered() == 3);

        assertThat(subscription.dropped()).isEqualTo(8);
        assertThat(System.nanoTime() - began).isLessThan(Mailbox.MAX_BLOCK.toNanos());
    }

    @Test
    void aSlowSubscriberDoesNotDelayTheOthers() {
        Listener slow = new Listener();
        subscribe(slow, 1, Overflow.DROP_OLDEST);
        var heard = new ConcurrentLinkedQueue<Integer>();
        bus.subscribe("ok", Counted.class, 256, Overflow.BLOCK, e -> heard.add(e.fact().number()));

        publish(1, 200);

        await().until(() -> heard.size() == 200);
        assertThat(slow.heard).isEmpty();
        slow.gate.countDown();
    }

    @Test
    void closingASubscriptionDeliversWhatWaitsAndHearsNoMore() {
        Listener listener = new Listener();
        Subscription subscription = subscribe(listener, 16, Overflow.BLOCK);
        publish(0, 9);

        listener.gate.countDown();
        subscription.close();
        publish(10, 11);
        subscription.close();

        assertThat(listener.heard).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(bus.subscriptions()).isEmpty();
    }

    @Test
    void aHandlerMayCloseItsOwnSubscription() {
        var heard = new ConcurrentLinkedQueue<Integer>();
        var own = new ArrayList<Subscription>();
        own.add(
                bus.subscribe(
                        "once",
                        Counted.class,
                        8,
                        Overflow.BLOCK,
                        e -> {
                            heard.add(e.fact().number());
                            own.getFirst().close();
                        }));

        publish(1, 1);
        await().until(() -> bus.subscriptions().isEmpty());
        publish(2, 2);

        assertThat(heard).containsExactly(1);
    }

    @Test
    void closeStopsAHandlerThatDoesNotEndAndSkipsWhatWaited() throws InterruptedException {
        Listener listener = new Listener();
        Subscription subscription = subscribe(listener, 16, Overflow.BLOCK);
        publish(0, 9);
        assertThat(listener.entered.await(10, TimeUnit.SECONDS)).isTrue();

        long began = System.nanoTime();
        subscription.close();

        assertThat(System.nanoTime() - began)
                .isBetween(
                        Subscription.DRAIN.toNanos(), Subscription.DRAIN.plusSeconds(8).toNanos());
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void aClosedBusTakesNobodyAndTellsNothing() {
        var heard = new ConcurrentLinkedQueue<Integer>();
        bus.subscribe("a", Counted.class, 8, Overflow.BLOCK, e -> heard.add(e.fact().number()));
        publish(1, 1);

        bus.close();
        publish(2, 2);

        assertThat(heard).containsExactly(1);
        assertThatThrownBy(() -> bus.subscribe("b", Counted.class, 8, Overflow.BLOCK, e -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the event bus is closed");
    }

    @Test
    void whoSubscribesWhileTheBusClosesIsRefusedOrClosed() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            EventBus closing = new EventBus(() -> NOW);
            CountDownLatch go = new CountDownLatch(1);
            Thread subscriber =
                    Thread.startVirtualThread(() -> {
                        try {
                            go.await();
                            closing.subscribe("late", Counted.class, 8, Overflow.BLOCK, e -> {});
                        } catch (IllegalStateException | InterruptedException refused) {
                            Thread.currentThread().interrupt();
                        }
                    });

            go.countDown();
            closing.close();
            subscriber.join();

            assertThat(closing.subscriptions()).isEmpty();
        }
    }
}
