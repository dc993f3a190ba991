package dev.hqe.mcp.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// A server on this machine that says exactly what a test tells it to say.
public final class LocalServer implements AutoCloseable {

    /// Writes an answer.
    @FunctionalInterface
    public interface Script {
        void write(OutputStream out) throws IOException;
    }

    private final ServerSocket listening;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Script script = out -> {};
    private volatile String seen = "";
    private volatile boolean holding;

    /// Listens on a free port of 127.0.0.1.
    public LocalServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// Says this to each request from now on.
    public void answers(String answer) {
        script = out -> out.write(answer.getBytes(UTF_8));
    }

    /// Says this to each request from now on.
    public void answers(byte[] answer) {
        script = out -> out.write(answer);
    }

    public void answersWith(Script answer) {
        script = answer;
    }

    /// Answers each request with JSON that holds the request's text.
    public void echoes() {
        script =
                out -> {
                    byte[] body = seen.getBytes(ISO_8859_1);
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                                    .getBytes(ISO_8859_1));
                    out.write(body);
                };
    }

    /// Keeps connections open after the answer.
    public void holdsConnections() {
        holding = true;
    }

    /// The last request as it came.
    public String seen() {
        return seen;
    }

    public int requests() {
        return requests.get();
    }

    /// An answer with a body that is packed.
    public static byte[] gzipped(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                + packed.size()
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
        answer.writeBytes(packed.toByteArray());
        return answer.toByteArray();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            seen = request(socket.getInputStream());
            requests.incrementAndGet();
            script.write(socket.getOutputStream());
            socket.getOutputStream().flush();
            if (holding) {
                closed.await();
            }
        } catch (IOException e) {
            // The client has gone, which some tests want.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return text;
            }
            bytes.write(next);
            text = bytes.toString(ISO_8859_1);
        }
        int at = text.indexOf("Content-Length: ");
        if (at >= 0) {
            int end = text.indexOf('\r', at);
            bytes.writeBytes(in.readNBytes(Integer.parseInt(text.substring(at + 16, end))));
        }
        return bytes.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
