package dev.hqe.app.door;

import dev.hqe.app.terminal.Interruption;
import dev.hqe.app.terminal.Station;
import dev.hqe.mcp.Registration;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Where a command was typed that runs here, at the other end of a connection.
///
/// Three threads: the command's own, which makes this; one that reads what its process says; one
/// that writes to it. The last is there because interrupting a thread that writes to a socket
/// closes the socket.
final class VisitStation implements Station, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VisitStation.class.getName());

    /// As many frames wait for a process that does not read.
    private static final int QUEUE = 8;

    private static final int LOOK_MILLIS = 100;

    private final TypedCommand command;
    private final DataInputStream from;
    private final OutputStream to;
    private final VisitInput in = new VisitInput(() -> tell(Frame.Kind.WANT_INPUT));
    private final OutputStream out = new Output(Frame.Kind.OUTPUT);
    private final OutputStream err = new Output(Frame.Kind.ERROR);
    private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Interruption interruption = new Interruption();
    private final Thread writer;
    private volatile boolean gone;

    /// @param command what its process has said of itself
    /// @param from what it says next
    VisitStation(TypedCommand command, DataInputStream from, OutputStream to) {
        this.command = command;
        this.from = from;
        this.to = to;
        this.writer = Thread.ofVirtual().name("command-output").start(this::write);
        Thread.ofVirtual().name("command-input").start(this::read);
    }

    private void read() {
        try {
            for (Optional<Frame> next = Frame.read(from);
                    next.isPresent() && take(next.get());
                    next = Frame.read(from)) {
                LOG.log(Level.TRACE, "more from the command''s process");
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a command''s process went away", e);
        }
        gone = true;
        interruption.begin();
    }

    private boolean take(Frame frame) {
        switch (frame.kind()) {
            case INPUT -> in.take(frame.bytes());
            case INPUT_END -> in.end();
            case INTERRUPT -> interruption.begin();
            case COMMAND, WANT_INPUT, FORGET_TYPED, OUTPUT, ERROR, EXIT -> {
                LOG.log(Level.WARNING, "a command''s process said {0}", frame.kind());
                return false;
            }
        }
        return true;
    }

    private void write() {
        try {
            while (true) {
                Frame frame = queue.take();
                frame.write(to);
                if (frame.kind() == Frame.Kind.EXIT) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a command''s process went away", e);
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "a command has ended without saying so");
        }
        gone = true;
    }

    /// Tells the exit code and waits until the command's process has read everything.
    void end(int exitCode) throws IOException, InterruptedException {
        interruption.over();
        send(Frame.exit(exitCode));
        writer.join();
    }

    @Override
    public void close() {
        interruption.over();
        writer.interrupt();
    }

    private void tell(Frame.Kind kind) {
        try {
            send(Frame.of(kind));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a command''s process cannot be asked for {0}", kind);
        }
    }

    /// Waits as long as the other side is there and does not read, interrupted or not: what a
    /// command says at its end is said.
    private void send(Frame frame) throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            while (!gone) {
                try {
                    if (queue.offer(frame, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
            }
            throw new IOException("Broken pipe: the command's process has gone");
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Charset outCharset() {
        return command.outCharset();
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public Charset errCharset() {
        return command.errCharset();
    }

    @Override
    public boolean isAttended() {
        return command.attended();
    }

    @Override
    public Path directory() {
        return command.directory();
    }

    @Override
    public void forgetTyped() {
        tell(Frame.Kind.FORGET_TYPED);
    }

    @Override
    public Registration onInterrupt(Runnable stop) {
        return interruption.onBegin(stop);
    }

    @Override
    public boolean isInterrupted() {
        return interruption.hasBegun();
    }

    /// A standard stream of the other side.
    private final class Output extends OutputStream {

        private final Frame.Kind kind;

        Output(Frame.Kind kind) {
            this.kind = kind;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            for (int at = 0; at < length; at += Frame.MAX_BYTES) {
                send(Frame.of(kind, bytes, offset + at, Math.min(Frame.MAX_BYTES, length - at)));
            }
        }
    }
}
