package dev.hqe.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What can be read of the words in a lock file.
class HomeOwnerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsWhatAnOwnerWritesOfItself() {
        HomeOwner owner = HomeOwner.thisProcess(NOW);

        assertThat(owner.pid()).hasValue(ProcessHandle.current().pid());
        assertThat(owner.taken()).contains(NOW);
    }

    @Test
    void knowsTheProcessWhereTheTimeIsNone() {
        HomeOwner owner = new HomeOwner("process 4711, started long ago");

        assertThat(owner.pid()).hasValue(4711);
        assertThat(owner.taken()).isEmpty();
    }

    @Test
    void takesNoHalfNumberForAProcess() {
        assertThat(new HomeOwner("process 47").pid()).isEmpty();
        assertThat(new HomeOwner("process 47, start").pid()).isEmpty();
        assertThat(new HomeOwner("this process").pid()).isEmpty();
        assertThat(new HomeOwner("process 47").taken()).isEmpty();
    }
}
