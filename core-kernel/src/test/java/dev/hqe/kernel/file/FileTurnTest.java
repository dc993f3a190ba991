package dev.hqe.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.ChildJvm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileTurnTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    @TempDir private Path work = Path.of("");

    private static int add(Path file) {
        try {
            return FileTurn.of(file)
                    .take(() -> {
                        int next =
                                Files.exists(file)
                                        ? Integer.parseInt(Files.readString(file)) + 1
                                        : 1;
                        Files.writeString(file, Integer.toString(next));
                        return next;
                    });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a link needs a privilege there")
    void noThreadComesBetweenAnotherOnesReadingAndWritingByWhateverName() throws Exception {
        Path folder = Files.createDirectory(work.resolve("folder"));
        Path link = Files.createSymbolicLink(work.resolve("link"), folder);
        List<Thread> threads = new ArrayList<>();

        for (int i = 0; i < THREADS; i++) {
            Path file = (i % 2 == 0 ? folder : link).resolve("count");
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int round = 0; round < ROUNDS; round++) {
                                    add(file);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(folder.resolve("count")).hasContent(Integer.toString(THREADS * ROUNDS));
    }

    @Test
    void saysThatAnotherProcessDoesNotEnd() throws Exception {
        FileTurn turn = new FileTurn(work.resolve("lock"), Duration.ofMillis(50));

        try (ChildJvm other =
                ChildJvm.start(work.resolve("tmp"), TurnHolder.class, turn.lock().toString())) {
            assertThat(other.out().readLine()).isEqualTo("mine");

            assertThatThrownBy(() -> turn.take(() -> "done"))
                    .isInstanceOf(FileTurn.Busy.class)
                    .hasMessageContaining(turn.lock().toString());
            other.kill();
        }

        assertThat(turn.take(() -> "done")).isEqualTo("done");
    }

    @Test
    void anInterruptedThreadWaitsNoLonger() throws Exception {
        FileTurn turn = FileTurn.of(work.resolve("file"));
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread holder =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                turn.take(() -> {
                                    taken.countDown();
                                    awaitQuietly(over);
                                    return over;
                                });
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        taken.await();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> turn.take(() -> "done"))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("cancelled");
        assertThat(Thread.interrupted()).isTrue();
        over.countDown();
        holder.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailureOfTheWorkPassesAndEndsTheTurn() throws Exception {
        FileTurn turn = FileTurn.of(work.resolve("file"));

        assertThatThrownBy(() -> turn.take(() -> Files.readString(work.resolve("none"))))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(turn.take(() -> "done")).isEqualTo("done");
    }

    /// Takes the turn in a process of its own, says so, and keeps it until its input ends.
    static final class TurnHolder {

        private TurnHolder() {}

        public static void main(String[] arguments) throws Exception {
            new FileTurn(Path.of(arguments[0]), Duration.ofSeconds(60))
                    .take(() -> {
                        System.out.println("mine");
                        return System.in.read();
                    });
        }
    }
}
