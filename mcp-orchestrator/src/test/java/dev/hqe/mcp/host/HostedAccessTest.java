package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may have which resources and prompts of hosted servers, and whose a page is.
class HostedAccessTest {

    private static final String PAGE = "ui://pages/form";
    private static final String PAGE_LISTED = "{\"uri\":\"" + PAGE + "\",\"name\":\"form\"}";

    @TempDir private Path home = Path.of("");
    private final PipedServers servers =
            new PipedServers()
                    .answering("resources/read", "{\"contents\":[]}")
                    .answering("prompts/get", "{\"messages\":[]}");

    private static boolean isThere(HostBench bench, Principal reader, String uri)
            throws InterruptedException {
        return bench.host.resources().read(new ResourceRead(reader, uri, Caller.NONE)).isPresent();
    }

    private List<String> heard(int server) {
        return servers.opened.get(server).heard.stream()
                .map(message -> message.path("method").asString(""))
                .toList();
    }

    @Test
    void aPageStaysWithTheServerWhoseToolRefersToIt() throws Exception {
        servers.tools =
                List.of(
                        PipedServers.ECHO.replace(
                                "\"name\":\"echo\"",
                                "\"name\":\"echo\",\"_meta\":{\"ui\":{\"resourceUri\":\""
                                        + PAGE
                                        + "\"}}"));
        try (HostBench bench = new HostBench(home, servers).with("zeta")) {
            servers.tools = List.of(PipedServers.ECHO);
            servers.resources = List.of(PAGE_LISTED);
            bench.host.host(List.of(HostBench.program("alpha"), HostBench.program("zeta")));
            bench.host.connect(new ServerName("alpha"));

            assertThat(isThere(bench, HostBench.ANN, PAGE)).isTrue();

            assertThat(heard(0)).contains("resources/read");
            assertThat(heard(1)).doesNotContain("resources/read");
            assertThat(bench.host.resources().resources(HostBench.ANN)).isEmpty();
        }
    }

    @Test
    void aPageThatNoToolRefersToStaysWithTheServerThatListedItFirst() throws Exception {
        servers.resources = List.of(PAGE_LISTED);
        try (HostBench bench = new HostBench(home, servers).with("zeta")) {
            assertThat(bench.host.resources().resources(HostBench.ANN)).hasSize(1);
            bench.host.host(List.of(HostBench.program("alpha"), HostBench.program("zeta")));
            bench.host.connect(new ServerName("alpha"));

            assertThat(isThere(bench, HostBench.ANN, PAGE)).isTrue();

            assertThat(heard(0)).contains("resources/read");
            assertThat(heard(1)).doesNotContain("resources/read");
        }
    }

    @Test
    void whoIsDeniedAServerHasNeitherItsResourcesNorItsPrompts() throws Exception {
        servers.resources = List.of("{\"uri\":\"demo://a\",\"name\":\"a\"}");
        servers.prompts = List.of("{\"name\":\"greet\"}");
        try (HostBench bench = new HostBench(home, servers).with("notes")) {
            bench.host.judgedBy((principal, name) ->
                    principal.equals(HostBench.BOB) && name.value().startsWith("notes."));

            assertThat(bench.host.resources().resources(HostBench.BOB)).isEmpty();
            assertThat(isThere(bench, HostBench.BOB, "demo://a")).isFalse();
            assertThat(bench.host.prompts().prompts(HostBench.BOB)).isEmpty();
            assertThat(bench.host.resources().resources(HostBench.ANN)).hasSize(1);
            assertThat(isThere(bench, HostBench.ANN, "demo://a")).isTrue();
            assertThat(bench.host.prompts().prompts(HostBench.ANN)).hasSize(1);
        }
    }
}
