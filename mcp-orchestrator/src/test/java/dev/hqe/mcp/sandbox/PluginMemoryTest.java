package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Blocks that a plugin and its host share.
class PluginMemoryTest {
    private final PluginMemory memory = new PluginMemory(4);

    @Test
    void givesBackWhatWasPut() {
        byte[] bytes = new byte[150_000];
        new Random(1).nextBytes(bytes);

        long offset = memory.put(bytes);

        assertThat(memory.block(offset)).hasValue(bytes);
        assertThat(memory.length(offset)).isEqualTo(bytes.length);
    }

    @Test
    void storesAndLoadsAcrossPages() {
        long block = memory.alloc(100_000);

        for (long offset = 65_536 - 12; offset < 65_536 + 4; offset++) {
            memory.store64(offset, 0x0102030405060708L);
            assertThat(memory.load64(offset)).isEqualTo(0x0102030405060708L);
            assertThat(memory.load8(offset + 7)).isEqualTo(1);
        }
        assertThat(block).isPositive();
    }

    @Test
    void answersZeroOutsideAndDropsWhatIsStoredThere() {
        memory.alloc(8);

        for (long offset : new long[] {-1, 0, 63, 65_529, 65_536, 1L << 32, Long.MAX_VALUE}) {
            memory.store64(offset, -1);
            assertThat(memory.load64(offset)).as("at %d", offset).isZero();
        }
        assertThat(memory.load8(65_536)).isZero();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThat(memory.alloc(4 * 65_536)).isZero();
        assertThat(memory.alloc(Long.MAX_VALUE)).isZero();
        assertThat(memory.alloc(-5)).isZero();
        assertThat(memory.alloc(0)).isZero();
        assertThat(memory.put(new byte[5 * 65_536])).isEqualTo(-1);
    }

    @Test
    void usesFreedBlocksAgain() {
        for (int i = 0; i < 10_000; i++) {
            long block = memory.alloc(1 + i % 50_000);
            assertThat(block).as("allocation %d", i).isNotZero();
            memory.free(block);
        }

        assertThat(memory.bytes()).isLessThanOrEqualTo(4 * 65_536);
    }

    @Test
    void joinsFreedNeighbours() {
        long first = memory.alloc(80_000);
        long second = memory.alloc(80_000);
        long third = memory.alloc(80_000);
        memory.free(third);
        memory.free(first);
        memory.free(second);

        assertThat(memory.alloc(250_000)).isEqualTo(first);
    }

    @Test
    void keepsBlocksApartWhateverIsAllocatedAndFreed() {
        Random random = new Random(7);
        Map<Long, byte[]> live = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                byte[] bytes = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(bytes);
                long offset = memory.put(bytes);
                if (offset > 0) {
                    live.put(offset, bytes);
                }
            } else if (!live.isEmpty()) {
                long offset = live.keySet().iterator().next();
                assertThat(memory.block(offset)).hasValue(live.remove(offset));
                memory.free(offset);
            }
        }

        live.forEach((offset, bytes) -> assertThat(memory.block(offset)).hasValue(bytes));
        live.keySet().forEach(memory::free);
        assertThat(memory.alloc(250_000)).isPositive();
    }

    @Test
    void knowsOnlyTheStartOfABlock() {
        long block = memory.alloc(100);

        assertThat(memory.length(block + 1)).isZero();
        assertThat(memory.block(block + 1)).isEmpty();
        assertThat(memory.block(block | 1L << 32)).isEmpty();
    }

    @Test
    void limitsTheNumberOfBlocks() {
        PluginMemory large = new PluginMemory(1_000);
        for (int i = 0; i < PluginMemory.MAX_BLOCKS; i++) {
            large.alloc(1);
        }

        assertThat(large.alloc(1)).isZero();
    }

    @Test
    void startsAfreshAfterAReset() {
        long block = memory.put(new byte[] {1, 2, 3});
        memory.reset();

        assertThat(memory.length(block)).isZero();
        assertThat(memory.bytes()).isZero();
    }
}
