package dev.hqe.app.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.HomeOwner;
import dev.hqe.shim.DoorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Who is killed for holding a data directory, and who is not.
class LockHolderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void readsWhatTheLockSays() {
        HomeOwner owner = new HomeOwner("process 4711, started 2026-11-22T10:00:00Z");

        assertThat(LockHolder.of(owner))
                .contains(new LockHolder(4711, Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(LockHolder.of(new HomeOwner("process 4711, started long ago"))).isEmpty();
        assertThat(LockHolder.of(new HomeOwner("this process"))).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sleep")
    void whatIsNoJavaProcessIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        LockHolder holder = new LockHolder(other.pid(), Instant.now());

        assertThatThrownBy(() -> holder.kill(PATIENCE))
                .isInstanceOf(DoorException.class)
                .hasMessageContaining("left alone")
                .hasMessageContaining("kill -9 " + other.pid());

        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    @Test
    void aJavaProcessThatStartedAfterTheLockWasTakenIsLeftAlone() throws Exception {
        Process java = waitingJava();
        Instant before = Instant.now().minus(Duration.ofMinutes(10));

        assertThatThrownBy(() -> new LockHolder(java.pid(), before).kill(PATIENCE))
                .isInstanceOf(DoorException.class);
        assertThat(java.isAlive()).isTrue();
        new LockHolder(java.pid(), Instant.now()).kill(PATIENCE);

        assertThat(java.isAlive()).isFalse();
    }

    @Test
    void oneThatIsGoneIsNotKilled() throws Exception {
        Process java = waitingJava();
        java.destroyForcibly().waitFor();

        assertThatThrownBy(() -> new LockHolder(java.pid(), Instant.now()).kill(PATIENCE))
                .isInstanceOf(DoorException.class);
    }

    /// It ends with its input, which does not end.
    private static Process waitingJava() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingMain.class.getName())
                .start();
    }

    /// Waits for the end of its input.
    static final class WaitingMain {

        private WaitingMain() {}

        public static void main(String[] arguments) throws Exception {
            assertThat(System.in.read()).isNegative();
        }
    }
}
