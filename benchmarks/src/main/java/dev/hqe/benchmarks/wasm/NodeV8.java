package dev.hqe.benchmarks.wasm;

import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// V8 in a Node process of its own, which runs `benchmarks/peers/wasm.mjs`.
final class NodeV8 implements Contestant {

    /// Who gives a command its streams.
    enum Host {
        /// `node:wasi`, with files.
        WASI,
        /// Some JavaScript, with bytes in memory; also the only one that knows Extism's functions.
        MEMORY
    }

    private static final int END_SECONDS = 10;

    private final String name;
    private final Host host;
    private final boolean fresh;
    private final Process process;
    private final BufferedWriter asked;
    private final BufferedReader answers;

    private NodeV8(String name, Host host, boolean fresh, Process process) {
        this.name = name;
        this.host = host;
        this.fresh = fresh;
        this.process = process;
        asked = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Node as the benchmarks of MCP servers install it.
    private static Path node(Path root) {
        return root.resolve("benchmarks/target/mcp/npm/node_modules/.bin/node");
    }

    static boolean isInstalled(Path root) {
        return Files.exists(node(root));
    }

    /// @param root the repository
    /// @param fresh whether each call begins with reading the module's file
    static NodeV8 start(Path root, String name, Host host, boolean fresh) throws IOException {
        // Without the second option node:wasi crashes (segmentation fault) after some hundred calls
        // in Node 22.23.3.
        List<String> options =
                host == Host.WASI
                        ? List.of("--no-warnings", "--no-turbo-fast-api-calls")
                        : List.of("--no-warnings");
        List<String> command = new ArrayList<>(List.of(node(root).toString()));
        command.addAll(options);
        command.add(root.resolve("benchmarks/peers/wasm.mjs").toString());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new NodeV8(name, host, fresh, process);
    }

    /// For example `v22.23.3`.
    static String version(Path root) throws IOException {
        Process process = new ProcessBuilder(node(root).toString(), "--version").start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            return line == null ? "unknown" : line.strip();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean makes(Workload work) {
        return work.isCommand() || host == Host.MEMORY;
    }

    @Override
    public Round call(Workload work, Turn turn) throws IOException {
        ObjectNode request =
                Json.object()
                        .put("wasm", work.wasm().toString())
                        .put("input", work.input().toString())
                        .put("export", work.export())
                        .put("calls", turn.calls())
                        .put("millis", turn.time().toMillis())
                        .put("fresh", fresh)
                        .put("host", host == Host.WASI ? "wasi" : "memory");
        work.arguments().forEach(request.putArray("args")::add);
        asked.write(request + "\n");
        asked.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + ": Node has ended" + exitCode());
        }
        JsonNode answer = Json.MAPPER.readTree(line);
        if (answer.has("error")) {
            throw new IOException(name + ": " + answer.path("error").asString());
        }
        List<Long> nanos = new ArrayList<>();
        answer.path("nanos").forEach(one -> nanos.add(one.asLong()));
        return new Round(
                Timing.of(
                        nanos.stream().mapToLong(Long::longValue).toArray(),
                        answer.path("cpuMicros").asDouble()),
                answer.path("output").asString());
    }

    private String exitCode() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS)
                    ? " with exit code " + process.exitValue()
                    : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Node ends when its standard input does.
    @Override
    public void close() {
        try {
            asked.close();
        } catch (IOException e) {
            process.destroy(); // it has not taken the last question
        }
    }
}
