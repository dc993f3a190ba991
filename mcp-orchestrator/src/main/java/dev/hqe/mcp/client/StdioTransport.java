package dev.hqe.mcp.client;

import dev.hqe.mcp.internal.protocol.AnswerQueue;
import dev.hqe.mcp.internal.protocol.LineReader;
import dev.hqe.mcp.internal.protocol.RequestId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A server behind a pair of byte streams, one message a line: the standard streams of a process,
/// or any other reliable stream (2026-07-28, stdio).
public final class StdioTransport extends Transport {

    private static final System.Logger LOG = System.getLogger(StdioTransport.class.getName());
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final InputStream in;
    private final OutputStream out;
    private final Closeable onClose;
    private final UnaryOperator<String> readable;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable AnswerQueue queue;

    /// @param in what the server writes; closed at the end
    /// @param out what the server reads; closed at the end, which tells a server to exit. Calls
    ///   write to it on threads that their cancellation interrupts, so it is better no channel,
    ///   which an interrupt in the middle of a write closes
    /// @param onClose run after that, for example to wait for the process and to end it
    public StdioTransport(InputStream in, OutputStream out, Closeable onClose) {
        this(in, out, onClose, UnaryOperator.identity());
    }

    /// @param readable makes what the server said fit to be shown: hides secrets in it
    public StdioTransport(
            InputStream in, OutputStream out, Closeable onClose, UnaryOperator<String> readable) {
        this.in = in;
        this.out = out;
        this.onClose = onClose;
        this.readable = readable;
    }

    @Override
    String readable(String text) {
        return readable.apply(text);
    }

    @Override
    void open(Inbound inbound, ClientLimits limits) {
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("mcp-client-reader")
                        .unstarted(() -> read(inbound, limits.messageBytes()));
        AnswerQueue writer =
                new AnswerQueue(
                        out,
                        limits.outgoingBytes(),
                        limits.writeStall(),
                        () -> stoppedReading(reader, inbound));
        queue = writer;
        reader.start();
        writer.start();
    }

    /// A server that ends may have said why; then that is the reason, and not that it hears
    /// nothing.
    private static void stoppedReading(Thread reader, Inbound inbound) {
        try {
            reader.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inbound.ended("the server stopped reading");
    }

    private void read(Inbound inbound, int messageBytes) {
        try {
            new LineReader(in, messageBytes)
                    .readAll(
                            new LineReader.Lines() {
                                @Override
                                public void line(byte[] buffer, int offset, int length) {
                                    inbound.message(buffer, offset, length);
                                }

                                @Override
                                public void lineTooLong(int maxBytes, Optional<RequestId> request) {
                                    inbound.malformed(
                                            "a message of more than " + maxBytes + " bytes");
                                }
                            });
            inbound.ended("the server closed its end");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "reading from a server", e);
            inbound.ended("reading from the server failed");
        }
    }

    private boolean put(byte[] message) {
        AnswerQueue writer = queue;
        return writer != null && writer.put(message);
    }

    @Override
    void send(PendingCall call) {
        AnswerQueue writer = queue;
        if (writer == null || !writer.putAtOnce(call.message())) {
            call.complete(new Reply.Lost("the server does not read any more"));
        }
    }

    @Override
    void tell(byte[] message, String method) {
        if (!put(message)) {
            LOG.log(Level.DEBUG, "the server is gone and does not hear {0}", method);
        }
    }

    @Override
    boolean abandoned(PendingCall call) {
        return true;
    }

    @Override
    void speaks(ServerEra era, String version) {
        // Everything that depends on it stands in the messages.
    }

    @Override
    boolean isOfOldKind() {
        return false;
    }

    @Override
    String openOldKind() {
        return "a process has no such stream";
    }

    @Override
    boolean fallsBack() {
        return false;
    }

    @Override
    void ready() {
        // One channel carries everything.
    }

    @Override
    void forgetSession() {
        // The session is the process.
    }

    @Override
    Map<String, String> headers(String method, Params params) {
        return Map.of();
    }

    @Override
    String learn(String tool, JsonNode inputSchema) {
        return "";
    }

    @Override
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        AnswerQueue writer = queue;
        if (writer != null) {
            try {
                writer.drain(LAST_WORDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            writer.close();
        }
        // Closing a stream that another thread is stuck in may block, so a thread of its own does.
        Thread.ofPlatform()
                .daemon()
                .name("mcp-client-closer")
                .start(() -> {
                    closeQuietly(out);
                    closeQuietly(onClose);
                    closeQuietly(in);
                });
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a server's stream", e);
        }
    }
}
