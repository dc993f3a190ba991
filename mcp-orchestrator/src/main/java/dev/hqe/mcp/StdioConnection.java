package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.AnswerQueue;
import dev.hqe.mcp.internal.protocol.LineReader;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.ReadingTurns;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// One client over a pair of byte streams, one JSON-RPC message a line: standard input and output,
/// or any other reliable stream such as a Unix domain socket (2026-07-28, stdio).
///
/// A reader thread takes messages in and answers cheap ones. A tool call that comes alone is run by
/// the thread that has read it, which also writes its answer, while a second one reads on
/// ([ReadingTurns]); each other one has a virtual thread of its own, and a writer thread puts its
/// answer out. Readers and writer are platform threads, so that a cancellation gets through while
/// tools keep every processor busy.
///
/// When the client closes its end, what it has already asked is still answered within
/// [ConnectionLimits#endGrace]; the rest is cancelled and answered with -32603. When the client
/// stops reading, calls wait for room, then reading stops, and after [ConnectionLimits#writeStall]
/// the connection ends.
public final class StdioConnection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StdioConnection.class.getName());

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final InputStream in;
    private final OutputStream out;
    private final ConnectionLimits limits;
    private final LineReader lines;
    private final AnswerQueue answers;
    private final ProtocolSession session;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean served = new AtomicBoolean();

    /// Prepares a connection; nothing is read before [#serve].
    ///
    /// @param server what is served
    /// @param in from the client; closed at the end
    /// @param out to the client; closed at the end
    public StdioConnection(
            McpServer server, InputStream in, OutputStream out, ConnectionLimits limits) {
        this(server, in, out, limits, Access.LOCAL);
    }

    /// The same for a client that may not use everything.
    ///
    /// @param access what has been checked of the client
    public StdioConnection(
            McpServer server,
            InputStream in,
            OutputStream out,
            ConnectionLimits limits,
            Access access) {
        this.in = in;
        this.out = out;
        this.limits = limits;
        this.lines = new LineReader(in, limits.messageBytes());
        this.answers = new AnswerQueue(out, limits.answerBytes(), limits.writeStall(), this::lost);
        this.session = new ProtocolSession(server, answers, limits, access);
    }

    /// Serves until the client closes its end, stops reading, or [#close] is called; then closes
    /// both streams. Once per connection.
    ///
    /// @throws InterruptedException when interrupted; the connection is then closed
    public void serve() throws InterruptedException {
        if (!served.compareAndSet(false, true)) {
            throw new McpException("a connection serves once: make a new one");
        }
        answers.start();
        new ReadingTurns(lines, this::read, "mcp-reader").start();
        try {
            ended.await();
        } finally {
            session.close();
            answers.close();
            closeStreams();
        }
    }

    /// What the client calls itself, with its version; empty until it has said.
    public String clientName() {
        return session.client()
                .map(client -> (client.name() + " " + client.version()).strip())
                .orElse("");
    }

    /// The version that the client says it has; empty until it has said.
    public String clientVersion() {
        return session.client().map(client -> client.version().strip()).orElse("");
    }

    /// Ends the connection now: running calls are cancelled and get no answer.
    @Override
    public void close() {
        ended.countDown();
    }

    /// @return whether the connection has ended
    private boolean read(BooleanSupplier stop) {
        boolean goesOn = false;
        try {
            goesOn = !lines.readUntil(session, stop);
            if (!goesOn) {
                session.drain(limits.endGrace());
                answers.drain(limits.endGrace());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client's end broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!goesOn) {
                ended.countDown();
            }
        }
        return !goesOn;
    }

    private void lost() {
        session.close();
        ended.countDown();
    }

    /// Closing a stream that another thread is stuck in may block as well, so nobody waits for it
    /// long.
    private void closeStreams() throws InterruptedException {
        Thread closer =
                Thread.ofPlatform()
                        .daemon()
                        .name("mcp-closer")
                        .start(() -> {
                            closeQuietly(out);
                            closeQuietly(in);
                        });
        closer.join(CLOSE_WAIT);
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection's stream", e);
        }
    }
}
