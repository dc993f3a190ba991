package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One HTTP/1.1 connection that is kept, one request at a time. Understands answers with a length
/// and chunked ones, which is what MCP servers send.
final class HttpConnection implements AutoCloseable {

    private static final byte[] HEAD_END = Answers.ascii("\r\n\r\n");

    private final SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(1 << 14);
    private byte[] body = new byte[1 << 12];
    private int bodyLength;
    private int headEnd = -1;
    private String head = "";
    private int length = -1;
    private boolean chunked;
    private long call = -1;

    /// Opens it to this machine, ready for a selector.
    HttpConnection(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    /// Which call the next request is.
    void calls(long id) {
        call = id;
    }

    /// The call that is open on this connection.
    long call() {
        return call;
    }

    /// Sends a request. Requests here are far smaller than a socket's buffer.
    void send(byte[] request) throws IOException {
        in.clear();
        headEnd = -1;
        ByteBuffer rest = ByteBuffer.wrap(request);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /// Reads what is there.
    ///
    /// @return whether the answer is complete
    boolean read() throws IOException {
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        int count = channel.read(in);
        if (count < 0) {
            throw WireException.wrong("the server closed the connection of an open request");
        }
        return headKnown() && (chunked ? chunksComplete() : lengthComplete());
    }

    /// Whether the answer's head has come.
    boolean answering() {
        return headEnd >= 0;
    }

    private boolean headKnown() {
        if (headEnd >= 0) {
            return true;
        }
        int end = Answers.indexOf(in.array(), 0, in.position(), HEAD_END);
        if (end < 0) {
            return false;
        }
        headEnd = end + HEAD_END.length;
        head = new String(in.array(), 0, end, StandardCharsets.ISO_8859_1);
        chunked = header("transfer-encoding").equalsIgnoreCase("chunked");
        String declared = header("content-length");
        length = declared.isEmpty() ? 0 : Integer.parseInt(declared);
        return true;
    }

    private boolean lengthComplete() {
        if (in.position() < headEnd + length) {
            return false;
        }
        bodyLength = 0;
        append(headEnd, length);
        return true;
    }

    /// Reads the chunks from the first one each time: answers here have few.
    private boolean chunksComplete() {
        bodyLength = 0;
        int at = headEnd;
        while (true) {
            int size = 0;
            for (; at < in.position() && in.get(at) != '\r'; at++) {
                size = size * 16 + Character.digit(in.get(at), 16);
            }
            int start = at + 2;
            if (start + size + 2 > in.position()) {
                return false;
            }
            if (size == 0) {
                return true;
            }
            append(start, size);
            at = start + size + 2;
        }
    }

    private void append(int start, int count) {
        if (bodyLength + count > body.length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, bodyLength + count));
        }
        System.arraycopy(in.array(), start, body, bodyLength, count);
        bodyLength += count;
    }

    /// The answer's status, such as 200.
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /// A header of the answer, empty if it is not there.
    String header(String name) {
        String start = "\r\n" + name + ":";
        int at = head.toLowerCase(Locale.ROOT).indexOf(start);
        if (at < 0) {
            return "";
        }
        int end = head.indexOf("\r\n", at + start.length());
        return head.substring(at + start.length(), end < 0 ? head.length() : end).strip();
    }

    byte[] body() {
        return body;
    }

    int bodyLength() {
        return bodyLength;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
