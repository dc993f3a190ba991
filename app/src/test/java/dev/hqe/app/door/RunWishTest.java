package dev.hqe.app.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.app.terminal.FakeTerminal;
import dev.hqe.mcp.Registration;
import dev.hqe.shim.Build;
import dev.hqe.shim.DoorPaths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command at both ends of a connection, in one process.
class RunWishTest {

    private static final Build BUILD = new Build("1", "test");
    private static final long SECONDS = 20;

    @TempDir private Path home = Path.of("");
    private final FakeTerminal terminal = new FakeTerminal();

    private int run(Commands commands, String... arguments) throws Exception {
        try (Door _ = open(commands)) {
            return Errand.run(home, BUILD, List.of(arguments), terminal).orElseThrow();
        }
    }

    private Door open(Commands commands) throws IOException {
        return Door.open(
                new DoorPaths(home),
                BUILD,
                Map.of(RunWish.NAME, new RunWish(commands)),
                () -> {},
                new Guests(InstantSource.system()));
    }

    @Test
    void carriesWhatWasTypedAndWhatIsPrinted() throws Exception {
        String big = "x".repeat(1_000_000);
        int exitCode =
                run(
                        (arguments, station) -> {
                            print(station.out(), String.join(",", arguments));
                            print(station.out(), big);
                            station.forgetTyped();
                            print(station.err(), station.isAttended() + " " + station.directory());
                            return 42;
                        },
                        "call",
                        "ä b");

        assertThat(exitCode).isEqualTo(42);
        assertThat(terminal.printed().toString(UTF_8)).isEqualTo("call,ä b" + big);
        assertThat(terminal.complained().toString(UTF_8))
                .isEqualTo("(forgotten)true " + terminal.directory());
    }

    @Test
    void readsInputPieceByPieceToItsEnd() throws Exception {
        terminal.in(new ByteArrayInputStream("one\ntwo\n".repeat(10_000).getBytes(UTF_8)));

        run((arguments, station) -> {
            print(station.out(), Integer.toString(all(station.in()).length));
            print(station.out(), " " + all(station.in()).length);
            return 0;
        });

        assertThat(terminal.printed().toString(UTF_8)).isEqualTo("80000 0");
    }

    @Test
    void readsNothingThatIsNotWanted() throws Exception {
        terminal.in(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("nobody wants it");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return read();
                    }
                });

        assertThat(run((arguments, station) -> 7)).isEqualTo(7);
    }

    @Test
    void letsACommandEndInItsOwnWayBeforeItIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> {
                    await(asked);
                    terminal.interrupting().join().run();
                });

        int exitCode =
                run((arguments, station) -> {
                    try (Registration _ =
                            station.onInterrupt(() -> print(station.err(), "stopped, "))) {
                        asked.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        print(station.err(), "interrupted");
                    }
                    return 0;
                });

        assertThat(exitCode).isEqualTo(130);
        assertThat(terminal.complained().toString(UTF_8)).isEqualTo("stopped, interrupted");
    }

    @Test
    void goesNowhereWhereNobodyIsThere() throws Exception {
        OptionalInt exitCode = Errand.run(home, BUILD, List.of("tools"), terminal);

        assertThat(exitCode).isEmpty();
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void sendsNoCommandThatIsTooLong() throws Exception {
        List<String> endless = List.of("call", "x".repeat(Frame.MAX_COMMAND_BYTES));

        assertThatThrownBy(() -> Errand.run(home, BUILD, endless, terminal))
                .hasMessageContaining("longer than 4 MiB");
    }

    @Test
    void readsNoFrameThatIsTooLongOrUnknown() {
        assertThatThrownBy(() -> read('O', 0, 2, 0, 0)).hasMessageContaining("131072 bytes");
        assertThatThrownBy(() -> read('O', 255, 255, 255, 255)).hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> read('?', 0, 0, 0, 0)).hasMessageContaining("unknown kind");
        assertThatThrownBy(() -> read('O', 0, 0)).isInstanceOf(IOException.class);
    }

    private static void read(int... bytes) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (int one : bytes) {
            said.write(one);
        }
        Frame.require(new DataInputStream(new ByteArrayInputStream(said.toByteArray())));
    }

    @Test
    void doesNotWaitForeverForAProcessThatHasGone() throws Exception {
        PipedOutputStream process = new PipedOutputStream();
        DataInputStream from = new DataInputStream(new PipedInputStream(process));
        CompletableFuture<String> ended = new CompletableFuture<>();

        Thread.ofVirtual()
                .start(() -> {
                    TypedCommand command = TypedCommand.at(terminal, List.of("tools"));
                    try (VisitStation station =
                            new VisitStation(command, from, OutputStream.nullOutputStream())) {
                        process.close();
                        while (true) {
                            station.out().write(new byte[Frame.MAX_BYTES]);
                        }
                    } catch (IOException e) {
                        ended.complete(String.valueOf(e.getMessage()));
                    }
                });

        assertThat(ended.get(SECONDS, TimeUnit.SECONDS)).contains("Broken pipe");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] all(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(OutputStream out, String text) {
        try {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
