package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// An official SDK's client, in a program of its own: see `conformance/agent.mjs`, `agent.py` and
/// `go/agent`. It checks its answers by itself, starts its server again when that goes away, and
/// tells at the end.
final class SdkAgent {

    private static final int END_SECONDS = 120;

    private final String name;
    private final Process process;

    private SdkAgent(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /// Those whose SDK is installed.
    ///
    /// @param pauseMillis between two calls of one agent
    static List<SdkAgent> start(Site site, int pauseMillis) throws IOException {
        String pause = Integer.toString(pauseMillis);
        Path target = site.root().resolve("conformance/target");
        List<SdkAgent> agents = new ArrayList<>();
        Path node = target.resolve("npm/node_modules/.bin/node");
        if (Files.exists(node)) {
            String script = target.resolve("npm/agent.mjs").toString();
            for (String line : List.of("v1", "v2")) {
                String name = "typescript-" + line;
                agents.add(start(site, name, List.of(node.toString(), script, line, name, pause)));
            }
        }
        Path python = target.resolve("python/bin/python");
        if (Files.exists(python)) {
            String script = site.root().resolve("conformance/agent.py").toString();
            agents.add(start(site, "python", List.of(python.toString(), script, "python", pause)));
        }
        Path go = target.resolve("go-agent");
        if (Files.exists(go)) {
            agents.add(start(site, "go", List.of(go.toString(), "go", pause)));
        }
        return agents;
    }

    private static SdkAgent start(Site site, String name, List<String> command) throws IOException {
        return new SdkAgent(name, site.client(command));
    }

    String name() {
        return name;
    }

    /// Lets it end and notes what it tells.
    void finish(Ledger ledger) throws IOException, InterruptedException {
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            ledger.fail(name + " did not end");
            process.destroyForcibly();
            return;
        }
        String text = new String(out, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            ledger.fail(name + " ended with " + process.exitValue() + " and said: " + text);
            return;
        }
        JsonNode told = Json.MAPPER.readTree(text);
        long calls = told.path("calls").asLong();
        long right = told.path("right").asLong();
        long lost = told.path("lost").asLong();
        long broken = told.path("broken").asLong();
        ledger.add(name + ": calls", calls);
        ledger.add(name + ": own answers", right);
        ledger.add(name + ": told as lost", lost);
        ledger.add(name + ": shim killed meanwhile", broken);
        ledger.add(name + ": connects", told.path("connects").asLong());
        for (JsonNode wrong : told.path("wrong")) {
            ledger.fail(name + " " + wrong.asString());
        }
        if (right == 0) {
            ledger.fail(name + " had no answer at all");
        }
        if (right + lost + broken + told.path("wrong").size() != calls) {
            ledger.fail(name + " does not know what came of all its calls: " + text);
        }
    }
}
