package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One connection of a client that counts every answer: each request gets exactly one, unless its
/// shim was killed. One thread asks.
final class RawAgent implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int GREETINGS = 180;
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Ledger ledger;
    private final String name;
    private final boolean modern;
    private final Process shim;
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);
    private final Map<String, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private long count;
    private String lastLost = "";

    /// What came of a request.
    enum Fate {
        /// Its own answer.
        RIGHT,
        /// The error that says that the workbench ended, or could not serve it now.
        LOST,
        /// Its shim was killed.
        KILLED
    }

    /// An agent whose shim was killed: nothing more is to be had.
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;
    }

    RawAgent(Site site, Ledger ledger, boolean modern) throws IOException {
        this.ledger = ledger;
        this.modern = modern;
        this.name = "raw" + NUMBERS.incrementAndGet();
        this.shim = site.agent();
        reader.start();
    }

    Process shim() {
        return shim;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(shim.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            ledger.count("connections that broke");
        }
        open.values().forEach(each -> each.completeExceptionally(new IOException("the end")));
    }

    private void heard(String line) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(line);
        } catch (JacksonException e) {
            // Its last line may be cut by the kill.
            if (!ledger.wasKilled(shim.pid())) {
                ledger.fail(name + " heard no JSON: " + shortened(line));
            }
            return;
        }
        if (message.hasNonNull("method")) {
            ledger.count("notifications");
            return;
        }
        if (!message.hasNonNull("id") && message.path("error").path("code").asInt() == -32700) {
            ledger.count("half lines that were refused");
            return;
        }
        CompletableFuture<JsonNode> asked = open.remove(message.path("id").asString(""));
        if (asked == null) {
            ledger.fail(name + " heard an answer to nothing: " + shortened(line));
        } else {
            asked.complete(message);
        }
    }

    static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "...";
    }

    /// Introduces itself, again until a workbench has heard it.
    void greet() throws Gone, InterruptedException {
        if (modern) {
            return;
        }
        for (int i = 0; i < GREETINGS; i++) {
            ObjectNode params = Json.object().put("protocolVersion", "2025-11-25");
            params.putObject("capabilities");
            params.putObject("clientInfo").put("name", name).put("version", "1");
            JsonNode answer = await(send("initialize", params));
            if (answer.has("result")) {
                say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
                return;
            }
            ledger.count("greetings that were lost");
            lastLost = shortened(answer.toString());
            TimeUnit.MILLISECONDS.sleep(500); // a workbench has to start, and may be killed again
        }
        ledger.fail(name + " could not introduce itself: " + lastLost);
        throw new Gone();
    }

    /// A request whose answer is not awaited here.
    record Asked(String mark, CompletableFuture<JsonNode> answer, String method) {}

    /// A call of a tool that answers with the mark it is given.
    Asked call(String tool, ObjectNode arguments, String mark) throws Gone {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", arguments);
        return new Asked(mark, send("tools/call", params), tool);
    }

    Asked ask(String method, ObjectNode params, String mark) throws Gone {
        return new Asked(mark, send(method, params), method);
    }

    String mark() {
        return name + "-" + ++count;
    }

    private CompletableFuture<JsonNode> send(String method, ObjectNode params) throws Gone {
        if (modern) {
            ObjectNode meta = params.putObject("_meta");
            meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
            meta.putObject("io.modelcontextprotocol/clientInfo")
                    .put("name", name)
                    .put("version", "1");
            meta.putObject("io.modelcontextprotocol/clientCapabilities");
        }
        String id = name + ":" + ++count;
        ObjectNode request = Json.object().put("jsonrpc", "2.0").put("id", id);
        request.put("method", method).set("params", params);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        ledger.count("requests");
        say(request + "\n");
        return answer;
    }

    /// Says anything at all.
    void say(String text) throws Gone {
        try {
            shim.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            shim.getOutputStream().flush();
        } catch (IOException e) {
            throw gone();
        }
    }

    /// Judges the answer.
    Fate judge(Asked asked) {
        JsonNode answer;
        try {
            answer = await(asked.answer());
        } catch (Gone e) {
            ledger.count("requests whose shim was killed");
            return Fate.KILLED;
        }
        if (answer.path("error").path("code").asInt() == -32603
                || answer.path("result").path("isError").asBoolean()) {
            ledger.count("requests told as lost");
            ledger.count("lost: " + reason(answer));
            return Fate.LOST;
        }
        String text = answer.toString();
        if (!text.contains(asked.mark())) {
            ledger.fail(
                    name
                            + ": "
                            + asked.method()
                            + " with "
                            + asked.mark()
                            + " was answered with "
                            + shortened(text));
        } else {
            ledger.count("requests with their own answer");
        }
        return Fate.RIGHT;
    }

    private static String reason(JsonNode answer) {
        String text =
                answer.has("error")
                        ? answer.path("error").path("message").asString("")
                        : answer.path("result").path("content").path(0).path("text").asString("");
        String plain = text.replaceAll("[0-9]+", "N").replaceAll("/[^:]*/", "");
        return plain.length() <= 90 ? plain : plain.substring(0, 90);
    }

    private JsonNode await(CompletableFuture<JsonNode> answer) throws Gone {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            ledger.fail(
                    name
                            + " (process "
                            + shim.pid()
                            + ") had no answer for "
                            + PATIENCE.toSeconds()
                            + " s");
            throw new Gone();
        } catch (ExecutionException e) {
            throw gone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }

    private Gone gone() {
        try {
            shim.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ledger.wasKilled(shim.pid())) {
            ledger.fail(
                    name
                            + ": its shim ended by itself"
                            + (shim.isAlive()
                                    ? ", but its process is there"
                                    : ", " + shim.exitValue()));
        }
        return new Gone();
    }

    /// Does what agents do, a few requests at a time, each with a mark of its own.
    void turn(int kind) throws Gone {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i <= kind % 3; i++) {
            String mark = mark();
            asked.add(
                    switch ((kind + i) % 4) {
                        case 0 ->
                                call("notes.echo", Json.object().put("message", mark), mark + ".");
                        case 1 -> ask("tools/call", Json.object().put("name", "no." + mark), mark);
                        default -> call("code_audit.find_secrets", secret(mark), mark);
                    });
        }
        asked.forEach(this::judge);
    }

    static ObjectNode secret(String path) {
        return Json.object().put("path", path).put("text", "AWS_KEY=AKIA2345ABCD2345ABCD");
    }

    /// Closes its end and waits for the shim's.
    boolean leave() throws InterruptedException {
        try {
            shim.getOutputStream().close();
        } catch (IOException e) {
            ledger.count("connections that broke");
        }
        boolean ended = shim.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            ledger.fail(name + ": its shim " + shim.pid() + " did not end with it");
        } else if (shim.exitValue() != 0 && !ledger.wasKilled(shim.pid())) {
            ledger.fail(name + ": its shim ended with " + shim.exitValue());
        }
        return ended;
    }

    @Override
    public void close() {
        shim.destroyForcibly();
    }
}
