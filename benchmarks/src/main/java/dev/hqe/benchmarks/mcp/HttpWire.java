package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Streamable HTTP over as many kept connections as there are open calls, all served by one thread
/// with a selector, so that the client costs little beside the server.
final class HttpWire implements Wire {

    private final int port;
    private final String path;
    private final Era era;
    private final Selector selector;
    private final List<HttpConnection> connections = new ArrayList<>();
    private String session = "";
    private long nextId = 1000;

    HttpWire(int port, String path, Era era) throws IOException {
        this.port = port;
        this.path = path;
        this.era = era;
        this.selector = Selector.open();
    }

    int port() {
        return port;
    }

    @Override
    public String ask(Message message) throws IOException {
        HttpConnection connection = exchange(request("POST", message));
        byte[] body = connection.body();
        int length = connection.bodyLength();
        String answer = new String(body, 0, length, StandardCharsets.UTF_8);
        if (connection.status() != 200 || Answers.isError(body, 0, length)) {
            throw WireException.wrong(
                    message.method() + ": status " + connection.status() + ", " + answer);
        }
        if (message.method().equals("initialize")) {
            session = connection.header("mcp-session-id");
        }
        return answer;
    }

    @Override
    public void tell(Message message) throws IOException {
        int status = exchange(request("POST", message)).status();
        if (status >= 300) {
            throw WireException.wrong(message.method() + ": status " + status);
        }
    }

    /// Ends the legacy session.
    ///
    /// @return the status of the answer
    int endSession() throws IOException {
        return exchange(request("DELETE", new Message("", "", ""))).status();
    }

    /// Opens the legacy session's event stream on a connection of its own, waits for it to begin
    /// and breaks it off.
    void breakStream() throws IOException {
        try (HttpConnection stream = new HttpConnection(port);
                Selector wait = Selector.open()) {
            stream.channel().register(wait, SelectionKey.OP_READ);
            stream.send(request("GET", new Message("", "", "")));
            while (!stream.answering()) {
                if (wait.select(PATIENCE.toMillis()) == 0) {
                    throw WireException.stall(1, PATIENCE.toSeconds());
                }
                wait.selectedKeys().clear();
                stream.read();
            }
            if (stream.status() != 200) {
                throw WireException.wrong("the event stream: status " + stream.status());
            }
        }
    }

    private byte[] request(String method, Message message) {
        byte[] body = message.json().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(400);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
        head.append(port);
        head.append("\r\nAccept: application/json, text/event-stream\r\nContent-Length: ");
        head.append(body.length).append("\r\n");
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!message.method().equals("initialize")) {
            head.append("MCP-Protocol-Version: ").append(era.version()).append("\r\n");
        }
        if (era == Era.MODERN) {
            head.append("Mcp-Method: ").append(message.method()).append("\r\n");
            if (!message.name().isEmpty()) {
                head.append("Mcp-Name: ").append(message.name()).append("\r\n");
            }
        }
        if (!session.isEmpty()) {
            head.append("Mcp-Session-Id: ").append(session).append("\r\n");
        }
        byte[] start = Answers.ascii(head.append("\r\n").toString());
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private HttpConnection exchange(byte[] request) throws IOException {
        connect(1);
        HttpConnection connection = connections.getFirst();
        connection.send(request);
        while (true) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw WireException.stall(1, PATIENCE.toSeconds());
            }
            selector.selectedKeys().clear();
            if (connection.read()) {
                return connection;
            }
        }
    }

    /// Exactly so many connections are open.
    private void connect(int count) throws IOException {
        while (connections.size() > count) {
            connections.removeLast().close();
        }
        while (connections.size() < count) {
            HttpConnection connection = new HttpConnection(port);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    @Override
    public Sample drive(Questions questions, int concurrency, Until until) throws IOException {
        connect(concurrency);
        Drive drive = new Drive(questions, nextId);
        for (HttpConnection connection : connections) {
            askNext(connection, drive, until);
        }
        while (drive.open() > 0) {
            int ready =
                    selector.select(
                            key -> {
                                HttpConnection connection = (HttpConnection) key.attachment();
                                takeNext(connection, drive, until);
                            },
                            PATIENCE.toMillis());
            if (ready == 0) {
                throw WireException.stall(drive.open(), PATIENCE.toSeconds());
            }
        }
        nextId = drive.nextId();
        return drive.sample();
    }

    private void takeNext(HttpConnection connection, Drive drive, Until until) {
        try {
            if (connection.read()) {
                take(connection, drive);
                askNext(connection, drive, until);
            }
        } catch (IOException e) {
            throw WireException.wrong("a connection broke: " + e);
        }
    }

    private static void take(HttpConnection connection, Drive drive) {
        byte[] body = connection.body();
        int length = connection.bodyLength();
        long id = Answers.id(body, 0, length);
        if (connection.status() != 200 || id != connection.call()) {
            throw WireException.wrong(
                    "call "
                            + connection.call()
                            + " was answered with status "
                            + connection.status()
                            + ", "
                            + new String(body, 0, Math.min(length, 400), StandardCharsets.UTF_8));
        }
        drive.answer(id, body, 0, length, System.nanoTime());
    }

    private void askNext(HttpConnection connection, Drive drive, Until until) throws IOException {
        long now = System.nanoTime();
        if (!until.reached(drive.issued(), drive.startNanos(), now)) {
            connection.calls(drive.nextId());
            connection.send(request("POST", drive.next(now)));
        }
    }

    @Override
    public void close() {
        connections.forEach(HttpConnection::close);
        try {
            selector.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
