package dev.hqe.app.door;

import dev.hqe.app.terminal.Station;
import dev.hqe.app.terminal.TerminalWriter;
import dev.hqe.mcp.Registration;
import dev.hqe.shim.Build;
import dev.hqe.shim.DoorException;
import dev.hqe.shim.Visit;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A command whose process goes to the running workbench with it: from there it looks as if the
/// command ran here. For one thread.
public final class Errand {

    private static final int INTERRUPT_SECONDS = 10;
    private static final int PIECE = 8 << 10;
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final Visit visit;
    private final Station here;
    private final OutputStream to;
    private final Semaphore inputWanted = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean interrupted;
    private boolean reading;

    private Errand(Visit visit, Station here) {
        this.visit = visit;
        this.here = here;
        this.to = Channels.newOutputStream(visit.channel());
    }

    /// Goes to the workbench of a data directory, if one runs.
    ///
    /// @param build of this process
    /// @param arguments the whole command
    /// @param here where it was typed
    /// @return the exit code; none where no workbench runs
    /// @throws DoorException if the workbench says no, or the command is too long
    /// @throws IOException if the data directory cannot be used
    public static OptionalInt run(Path home, Build build, List<String> arguments, Station here)
            throws IOException, InterruptedException {
        Frame command = TypedCommand.at(here, arguments).toFrame();
        if (command.bytes().length > Frame.MAX_COMMAND_BYTES) {
            throw new DoorException(
                    "the command is longer than "
                            + (Frame.MAX_COMMAND_BYTES >> 20)
                            + " MiB, which is all that a running workbench takes");
        }
        Optional<Visit> entered =
                new RunningWorkbench(home, build)
                        .visit(RunWish.NAME, TypedCommand.shown(arguments));
        if (entered.isEmpty()) {
            return OptionalInt.empty();
        }
        try (Visit visit = entered.get()) {
            return OptionalInt.of(new Errand(visit, here).run(command));
        }
    }

    private int run(Frame command) throws IOException {
        DataInputStream from = new DataInputStream(Channels.newInputStream(visit.channel()));
        try (Registration _ = here.onInterrupt(this::interrupt)) {
            try {
                command.write(to);
                for (Optional<Frame> next = Frame.read(from);
                        next.isPresent();
                        next = Frame.read(from)) {
                    Frame frame = next.get();
                    if (frame.kind() == Frame.Kind.EXIT) {
                        return frame.exitCode();
                    }
                    take(frame);
                }
            } catch (Unwritten e) {
                return unwritten(e.cause);
            } catch (IOException e) {
                return lost();
            }
            return lost();
        } finally {
            ended.countDown();
        }
    }

    /// A reader that has seen enough is no failure; the command ends when this process leaves it.
    private int unwritten(IOException failure) {
        if (TerminalWriter.isReaderGone(failure)) {
            return DONE;
        }
        say("hqe: the output cannot be written: " + failure.getMessage());
        return FAILED;
    }

    private void say(String text) {
        new PrintWriter(new OutputStreamWriter(here.err(), here.errCharset()), true).println(text);
    }

    private int lost() {
        if (!interrupted) {
            say(
                    "hqe: the workbench that ran this command (process "
                            + visit.workbench()
                            + ") has ended in the middle of it. What is stored stays. Run it"
                            + " again.");
        }
        return FAILED;
    }

    private void take(Frame frame) throws IOException {
        switch (frame.kind()) {
            case OUTPUT -> {
                try {
                    here.out().write(frame.bytes());
                    here.out().flush();
                } catch (IOException e) {
                    throw new Unwritten(e);
                }
            }
            case ERROR -> here.err().write(frame.bytes());
            case WANT_INPUT -> {
                if (!reading) {
                    reading = true;
                    Thread.ofPlatform().daemon().name("command-input").start(this::read);
                }
                inputWanted.release();
            }
            case FORGET_TYPED -> here.forgetTyped();
            case COMMAND, INPUT, INPUT_END, INTERRUPT, EXIT ->
                    throw new IOException("the workbench said " + frame.kind());
        }
    }

    /// Reads when some is wanted, and only then.
    private void read() {
        byte[] bytes = new byte[PIECE];
        try {
            while (true) {
                inputWanted.acquire();
                int length = readHere(bytes);
                if (length < 0) {
                    send(Frame.of(Frame.Kind.INPUT_END));
                    return;
                }
                send(Frame.of(Frame.Kind.INPUT, bytes, 0, length));
            }
        } catch (IOException e) {
            return; // the connection has ended, which is noticed where it is read
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int readHere(byte[] bytes) {
        try {
            return here.in().read(bytes);
        } catch (IOException e) {
            return -1; // such as a closed one
        }
    }

    /// The end of this process waits for the end of the command.
    private void interrupt() {
        interrupted = true;
        try {
            send(Frame.of(Frame.Kind.INTERRUPT));
            if (!ended.await(INTERRUPT_SECONDS, TimeUnit.SECONDS)) {
                return; // it sees the end of this process
            }
        } catch (IOException e) {
            return; // the workbench has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void send(Frame frame) throws IOException {
        frame.write(to);
    }

    /// Standard output of this process cannot be written.
    private static final class Unwritten extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException cause;

        Unwritten(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
