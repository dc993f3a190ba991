package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {

    private static final long MIB = 1 << 20;

    private final AtomicLong used = new AtomicLong(40 * MIB);
    private final AtomicInteger collections = new AtomicInteger();
    private final IdleMemory memory =
            new IdleMemory(
                    used::get,
                    () -> {
                        collections.incrementAndGet();
                        used.set(12 * MIB);
                    });

    @Test
    void aHeapThatStaysAsItIsIsCollectedOnce() {
        memory.look();
        assertThat(collections).hasValue(0);

        memory.look();
        memory.look();
        memory.look();

        assertThat(collections).hasValue(1);
    }

    @Test
    void nothingIsCollectedWhileWorkIsDone() {
        for (int look = 0; look < 5; look++) {
            used.addAndGet(2 * MIB);
            memory.look();
        }

        assertThat(collections).hasValue(0);
    }

    @Test
    void afterMoreWorkItIsCollectedAgain() {
        memory.look();
        memory.look();

        used.addAndGet(20 * MIB);
        memory.look();
        memory.look();

        assertThat(collections).hasValue(2);
    }

    @Test
    void aLittleWorkIsNotWorthAnotherCollection() {
        memory.look();
        memory.look();

        used.addAndGet(3 * MIB);
        memory.look();
        memory.look();

        assertThat(collections).hasValue(1);
    }

    @Test
    void muchMoreThanBeforeIsCollectedInTheMiddleOfWork() {
        used.set(200 * MIB);
        memory.lookAtGrowth();
        assertThat(collections).hasValue(0);

        used.set(300 * MIB);
        memory.lookAtGrowth();

        assertThat(collections).hasValue(1);
    }

    @Test
    void whatIsStillInUseAfterACollectionMayDouble() {
        AtomicLong large = new AtomicLong(1000 * MIB);
        IdleMemory busy = new IdleMemory(large::get, collections::incrementAndGet);
        busy.look();
        assertThat(collections).hasValue(1);

        large.set(1900 * MIB);
        busy.lookAtGrowth();
        assertThat(collections).hasValue(1);
        large.set(2000 * MIB);
        busy.lookAtGrowth();

        assertThat(collections).hasValue(2);
    }
}
