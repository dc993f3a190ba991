package dev.hqe.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {

    private record Numbered(int value) implements Fact {}

    private static Envelope<Numbered> envelope(int value) {
        return new Envelope<>(new EventId(value + 1L), Instant.EPOCH, null, new Numbered(value));
    }

    private static Mailbox<Numbered> blocking(int capacity) {
        return new Mailbox<>(capacity, Overflow.BLOCK, Duration.ofMillis(300));
    }

    @Test
    void aStuckSubscriberCostsOnePublisherOneWait() throws InterruptedException {
        Mailbox<Numbered> mailbox = blocking(1);
        mailbox.offer(envelope(0));

        long began = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
            mailbox.offer(envelope(i));
        }
        long took = System.nanoTime() - began;

        assertThat(mailbox.dropped()).isEqualTo(100);
        assertThat(Duration.ofNanos(took)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void aSubscriberThatTakesAgainIsWaitedForAgain() throws InterruptedException {
        Mailbox<Numbered> mailbox = blocking(1);
        mailbox.offer(envelope(0));
        mailbox.offer(envelope(1)); // waits in vain
        Thread taking = Thread.startVirtualThread(() -> take(mailbox));
        taking.join();

        mailbox.offer(envelope(2));
        long began = System.nanoTime();
        mailbox.offer(envelope(3));
        long took = System.nanoTime() - began;

        assertThat(mailbox.dropped()).isEqualTo(2);
        assertThat(Duration.ofNanos(took)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aPublisherThatIsInterruptedWhileItWaitsGivesUpAndStaysInterrupted() {
        Mailbox<Numbered> mailbox = new Mailbox<>(1, Overflow.BLOCK);
        mailbox.offer(envelope(0));

        Thread.currentThread().interrupt();
        mailbox.offer(envelope(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mailbox.dropped()).isEqualTo(1);
    }

    @Test
    void aClosedMailboxKeepsWhatItHasAndTakesNoMore() throws InterruptedException {
        Mailbox<Numbered> mailbox = new Mailbox<>(2, Overflow.DROP_OLDEST);
        mailbox.offer(envelope(0));
        mailbox.offer(envelope(1));

        mailbox.close();
        mailbox.offer(envelope(2));

        @Nullable Envelope<Numbered>[] batch = Mailbox.ring(8);
        assertThat(mailbox.take(batch)).isEqualTo(2);
        assertThat(batch[0]).extracting(e -> e.fact().value()).isEqualTo(0);
        assertThat(mailbox.take(batch)).isZero();
        assertThat(mailbox.dropped()).isZero();
    }

    @Test
    void behavesAsABoundedQueueWhateverTheOrderOfOffersAndTakes() throws InterruptedException {
        Random random = new Random(7);
        Mailbox<Numbered> mailbox = new Mailbox<>(5, Overflow.DROP_OLDEST);
        Deque<Integer> model = new ArrayDeque<>();
        @Nullable Envelope<Numbered>[] batch = Mailbox.ring(3);

        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(3) > 0 || model.isEmpty()) {
                mailbox.offer(envelope(i));
                model.add(i);
                if (model.size() > 5) {
                    model.removeFirst();
                }
            } else {
                int count = mailbox.take(batch);
                assertThat(count).isEqualTo(Math.min(3, model.size()));
                for (int j = 0; j < count; j++) {
                    assertThat(batch[j])
                            .extracting(e -> e.fact().value())
                            .isEqualTo(model.removeFirst());
                }
            }
            assertThat(mailbox.waiting()).isEqualTo(model.size());
        }
    }

    private static void take(Mailbox<Numbered> mailbox) {
        try {
            assertThat(mailbox.take(Mailbox.ring(8))).isPositive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
