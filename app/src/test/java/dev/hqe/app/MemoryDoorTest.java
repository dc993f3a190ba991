package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Searching, citing and choosing a model, as a person and an agent do it.
class MemoryDoorTest {

    private static final String TEXT = "first line\nThe größte turbine is overdue.\nlast line\n";

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private final List<AgentProcess> agents = new ArrayList<>();

    @BeforeEach
    void fillFolder() throws Exception {
        home = work.resolve("home");
        Path folder = Files.createDirectories(work.resolve("project/src"));
        Files.writeString(folder.resolve("turbine.txt"), TEXT);
        hqe("ingest", work.resolve("project").toString(), "-t", "code_audit");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        agents.forEach(AgentProcess::kill);
        new RunningWorkbench(home, HqeProcess.installation().build()).stop(Duration.ofSeconds(60));
    }

    private Result hqe(String... arguments) throws Exception {
        return HqeProcess.run(home, arguments);
    }

    private String citation() throws Exception {
        return hqe("search", "turbine", "--mode", "words", "--json")
                .json()
                .at("/hits/0/citation")
                .asString();
    }

    @Test
    void whatASearchPrintsCanBeOpened() throws Exception {
        Result found =
                hqe(
                        "search",
                        "turbine",
                        "--mode",
                        "words",
                        "-k",
                        "SourceFile",
                        "-k",
                        "Other",
                        "--sensitivity",
                        "public,internal,sensitive",
                        "--updated-since",
                        "2020-01-01T00:00:00Z");
        Result older =
                hqe(
                        "search",
                        "turbine",
                        "--mode",
                        "words",
                        "--updated-before",
                        "2020-01-01T00:00:00Z");
        String citation = citation();
        Result opened = hqe("memory", "get", citation);
        Result gone = hqe("memory", "get", citation.replace("turbine", "missing"));

        assertThat(found.out())
                .as(found.err())
                .contains("   src/turbine.txt:1  (lines 1-3)\n", "   " + citation + "\n");
        assertThat(older.out()).isEqualTo("nothing found\n");
        assertThat(opened.out()).isEqualTo(TEXT);
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err()).contains("there is no entity");
    }

    @Test
    void aCitationIsAResourceForWhoeverMayReadTheTopic() throws Exception {
        hqe("profile", "new", "audit", "--topic", "code_audit");
        hqe("profile", "new", "money", "--topic", "finance");
        String citation = citation();
        String word = citation.replaceAll("#.*", "#bytes=15-23");
        AgentProcess auditor = agent("audit");
        AgentProcess other = agent("money");

        assertThat(read(auditor, citation).at("/result/contents/0/text").asString())
                .isEqualTo(TEXT.strip());
        assertThat(read(auditor, word).at("/result/contents/0/text").asString())
                .isEqualTo("größte");
        assertThat(
                        read(auditor, citation.replaceAll("#.*", ""))
                                .at("/result/contents/0/text")
                                .asString())
                .isEqualTo(TEXT);
        assertThat(read(auditor, citation.replaceAll("#.*", "#bytes=5-99999")).path("error"))
                .asString()
                .contains("is not a part of its text any more");
        String missing = citation.replace("turbine", "missing");
        assertThat(error(other, citation).replace("turbine", "missing"))
                .isEqualTo(error(other, missing))
                .isEqualTo(error(auditor, missing));
    }

    private AgentProcess agent(String profile) throws Exception {
        AgentProcess agent =
                AgentProcess.start(home, "--profile", profile).introduced("reads-as-" + profile);
        agents.add(agent);
        return agent;
    }

    private static JsonNode read(AgentProcess agent, String uri) throws Exception {
        return agent.ask("resources/read", Json.object().put("uri", uri).toString());
    }

    private static String error(AgentProcess agent, String uri) throws Exception {
        return read(agent, uri).path("error").toString();
    }

    @Test
    void aModelIsChosenOnceItAnswers() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", MemoryDoorTest::embed);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        try {
            Result chosen = hqe("memory", "model", url, "--name", "tiny");
            Result status = hqe("memory", "status", "--json");
            Result people = hqe("memory", "status");

            assertThat(chosen.out()).as(chosen.err()).isEqualTo("tiny@" + url + "/4\n");
            assertThat(status.json().path("model").asString()).isEqualTo("tiny@" + url + "/4");
            assertThat(status.json().path("chunks").asInt()).isEqualTo(1);
            assertThat(people.out()).contains("chunks     1, found by their words", "store ");
        } finally {
            server.stop(0);
        }
        Result refused = hqe("memory", "model", url, "--name", "other");
        Result keyless =
                hqe("memory", "model", url, "--name", "other", "--key", "nobody-knows", "--json");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("does not answer").contains("see whether it runs");
        assertThat(keyless.exitCode()).isEqualTo(1);
        assertThat(keyless.err()).contains("has no key").contains("nobody-knows");
        assertThat(hqe("memory", "model").out()).isEqualTo("tiny@" + url + "/4\n");
        assertThat(hqe("memory", "model", "minilm").out()).isEqualTo("all-minilm-l6-v2-q\n");
        assertThat(hqe("memory", "model", "minilmm").err()).contains("did you mean 'minilm'");
    }

    @Test
    void theMemoryOfTheScanIsShownSetAndKept() throws Exception {
        Result usual = hqe("memory", "limit", "--json");
        Result set = hqe("memory", "limit", "64");
        Result tooMuch = hqe("memory", "limit", "65537");
        Result noNumber = hqe("memory", "limit", "much");
        Result kept = hqe("memory", "limit");

        assertThat(usual.json().path("mebibytes").asInt()).isBetween(1, 512);
        assertThat(set.out()).isEqualTo("64 MiB\n");
        assertThat(tooMuch.exitCode()).isEqualTo(2);
        assertThat(tooMuch.err()).contains("0 to 65536 MiB of memory, not 65537");
        assertThat(noNumber.exitCode()).isEqualTo(2);
        assertThat(noNumber.err()).contains("much");
        assertThat(kept.out()).isEqualTo("64 MiB\n");
        assertThat(hqe("search", "turbine", "--mode", "words").out()).contains("src/turbine.txt:1");
    }

    private static void embed(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode answer = Json.object();
            JsonNode input = Json.MAPPER.readTree(exchange.getRequestBody()).path("input");
            for (int i = 0; i < input.size(); i++) {
                answer.withArray("data")
                        .addObject()
                        .put("index", i)
                        .putArray("embedding")
                        .add(1)
                        .add(0.5)
                        .add(0.25)
                        .add(i);
            }
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
