package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A server over two operating-system pipes that does what a test's script says.
public final class ScriptedServer implements AutoCloseable {

    /// What the server does with one message.
    public interface Script {
        void received(JsonNode message, ScriptedServer server);
    }

    public final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final Pipe toServer;
    private final Pipe toClient;
    private final OutputStream out;

    /// @param script runs on the thread that reads
    public ScriptedServer(Script script) {
        try {
            toServer = Pipe.open();
            toClient = Pipe.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = Channels.newOutputStream(toClient.sink());
        Thread.ofPlatform().daemon().name("scripted-server").start(() -> run(script));
    }

    /// The client's end.
    public StdioTransport transport() {
        return new StdioTransport(
                Channels.newInputStream(toClient.source()),
                new Uninterrupted(Channels.newOutputStream(toServer.sink())),
                this::close);
    }

    private void run(Script script) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(toServer.source()),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode message = Json.MAPPER.readTree(line);
                heard.add(message);
                script.received(message, this);
            }
        } catch (IOException e) {
            // The test has closed its end.
        }
    }

    /// Writes a line.
    public synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // The client has closed its end.
        }
    }

    /// Answers a request.
    public void answer(JsonNode request, String result) {
        say("{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"result\":" + result + "}");
    }

    /// Answers a request with an error.
    public void refuse(JsonNode request, int code, String message) {
        ObjectNode error = Json.object().put("code", code).put("message", message);
        say("{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"error\":" + error + "}");
    }

    /// The messages of one method.
    public List<JsonNode> heard(String method) {
        return heard.stream()
                .filter(message -> message.path("method").asString("").equals(method))
                .toList();
    }

    /// An end of a pipe closes when the thread that writes to it is interrupted; a process's
    /// standard input does not. So here another thread writes.
    private static final class Uninterrupted extends OutputStream {

        private final OutputStream pipe;

        private Uninterrupted(OutputStream pipe) {
            this.pipe = pipe;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
            Thread writing =
                    Thread.ofPlatform()
                            .daemon()
                            .name("scripted-server-input")
                            .start(() -> {
                                try {
                                    pipe.write(bytes, offset, length);
                                } catch (IOException e) {
                                    failure.set(e);
                                }
                            });
            awaitEnd(writing);
            IOException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        }

        private static void awaitEnd(Thread writing) {
            boolean interrupted = false;
            while (writing.isAlive()) {
                try {
                    writing.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            pipe.close();
        }
    }

    @Override
    public void close() throws IOException {
        toClient.sink().close();
        toServer.source().close();
    }
}
