package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.config.HostedServerConfig.Http;
import dev.hqe.mcp.config.HostedServerConfig.Stdio;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedServersTest {

    @TempDir private Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve(HostedServers.FILE);
    }

    private static Stdio files() {
        return new Stdio(
                new ServerName("files"),
                "npx",
                List.of("-y", "server-filesystem"),
                Map.of("TOKEN", "${secret:files/TOKEN}"),
                null,
                false,
                List.of());
    }

    private HostedServers read(String text) throws Exception {
        Files.writeString(file, text);
        return HostedServers.read(file, Map.of("code_audit", "a Topic"));
    }

    @Test
    void readsBothWaysOfReachingAServer() throws Exception {
        HostedServers servers =
                read(
                        """
                        {"mcpServers": {
                          "files": {"command": "npx", "args": ["-y", "x"], "env": {"A": "${env:A}"},
                                    "cwd": "/srv", "autoApprove": ["read"], "disabled": true},
                          "old": {"type": "sse", "url": "http://127.0.0.1:1/sse"},
                          "new": {"type": "streamable-http", "url": "https://example.com/mcp",
                                  "headers": {"Authorization": "Bearer ${secret:new/token}"}}}}
                        """);

        assertThat(servers.servers())
                .containsExactly(
                        new Stdio(
                                new ServerName("files"),
                                "npx",
                                List.of("-y", "x"),
                                Map.of("A", "${env:A}"),
                                "/srv",
                                true,
                                List.of("read")),
                        new Http(
                                new ServerName("old"),
                                "http://127.0.0.1:1/sse",
                                Transport.SSE,
                                Map.of(),
                                false,
                                List.of()),
                        new Http(
                                new ServerName("new"),
                                "https://example.com/mcp",
                                Transport.STREAMABLE_HTTP,
                                Map.of("Authorization", "Bearer ${secret:new/token}"),
                                false,
                                List.of()));
        assertThat(servers.servers().get(2).references())
                .containsExactly(ConfigReference.secret("new/token"));
    }

    @Test
    void reportsEverythingThatIsWrongWithItsLine() throws Exception {
        HostedServers servers =
                read(
                        """
                        {"mcpServers": {
                          "a b": {"command": "x"},
                          "code_audit": {"command": "x"},
                          "flows": {"command": "x"},
                          "both": {"command": "x", "url": "http://h"},
                          "neither": {"comand": "x"},
                          "odd": {"type": "sse", "command": "x"},
                          "ftp": {"url": "ftp://h"},
                          "open": {"command": "x", "args": ["${secret:a"]},
                          "bad": {"command": "x", "env": {"A=B": "1", "C": "${env:}"}},
                          "head": {"url": "http://h", "headers": {"A B": "1", "C": "1\\n2"}},
                          "same": {"command": "x"},
                          "SAME": {"command": "x"}}}
                        """);

        assertThat(servers.problems())
                .extracting(problem -> problem.line())
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 11, 13);
        assertThat(servers.problems())
                .anyMatch(problem -> problem.message().contains("did you mean 'command'?"))
                .anyMatch(problem -> problem.message().contains("is taken by a Topic"));
    }

    @Test
    void oneServerThatIsNotValidDoesNotKeepTheOthersFromBeingUsed() throws Exception {
        HostedServers servers =
                read(
                        """
                        {"mcpServers": {
                          "good": {"command": "x"},
                          "shape": {"command": 7},
                          "ftp": {"url": "ftp://h"},
                          "fine": {"url": "http://h/mcp"}}}
                        """);

        assertThat(servers.servers())
                .extracting(server -> server.name().value())
                .containsExactly("good", "fine");
        assertThat(servers.broken()).containsOnlyKeys("shape", "ftp");
        assertThat(servers.problems()).extracting(Problem::line).containsExactly(3, 4);
        assertThat(servers.problems().getFirst().message()).contains("mcpServers/shape/command");
        assertThatThrownBy(() -> servers.require("ftp"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mcp.json:4: ftp: 'url' must begin with http://");
    }

    @Test
    void aServerThatIsNotValidKeepsItsNameAndCanBeTakenOut() throws Exception {
        HostedServers servers = read("{\"mcpServers\": {\"files\": {\"comand\": \"x\"}}}");

        assertThatThrownBy(() -> servers.plus(files()))
                .hasMessageContaining("taken by a server in mcp.json that is not valid");
        assertThat(servers.minus("files").plus(files()).servers()).containsExactly(files());
    }

    @Test
    void aFileThatIsNotOfThisShapeIsRefusedAsAWhole() {
        assertThatThrownBy(() -> read("{\"mcpServers\": [1]}"))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> read("{\"mcpServers\": {")).hasMessageContaining("mcp.json");
    }

    @Test
    void changesAtOnceWaitForEachOther() throws Exception {
        int writers = 8;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failed = new CopyOnWriteArrayList<>();
        for (int i = 0; i < writers; i++) {
            HostedServerConfig server =
                    new Stdio(
                            new ServerName("s" + i),
                            "x",
                            List.of(),
                            Map.of(),
                            null,
                            false,
                            List.of());
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    go.await();
                                    HostedServers.change(file, Map.of(), now -> now.plus(server));
                                } catch (InterruptedException | RuntimeException e) {
                                    failed.add(e);
                                }
                            }));
        }

        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failed).isEmpty();
        assertThat(HostedServers.read(file, Map.of()).servers()).hasSize(writers);
    }

    @Test
    void neverQuotesAValue() throws Exception {
        assertThat(
                        read("{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": {\"K\": 4242424242}}}}")
                                .problems()
                                .toString())
                .contains("must be string")
                .doesNotContain("4242424242");
        assertThat(
                        read("{\"mcpServers\": {\"a\": {\"url\": \"http://h/ sesame\"}}}")
                                .problems()
                                .toString())
                .contains("is not a URL")
                .doesNotContain("sesame");
    }

    @Test
    void fieldsThatAreNotOursSurviveARewrite() throws Exception {
        String text =
                "{\n \"$schema\": \"x\",\n \"mcpServers\": {\n  \"a\": {\"command\": \"x\", \"icon\": [1]}\n }\n}\n";

        read(text).plus(files()).write();
        HostedServers both = HostedServers.read(file, Map.of());
        both.minus("files").write();

        assertThat(both.servers()).hasSize(2).contains(files());
        assertThat(file).hasContent(text);
    }

    @Test
    void aFileThatIsNotThereHasNoServersAndIsMadeForItsOwnerOnly() throws Exception {
        Path made = folder.resolve("new/mcp.json");

        HostedServers.read(made, Map.of()).plus(files()).write();

        assertThat(HostedServers.read(made, Map.of()).servers()).containsExactly(files());
        assumeThat(Files.getFileStore(made).supportsFileAttributeView("posix")).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
    }

    @Test
    void writesNothingWhenTheFileWasChangedMeanwhile() throws Exception {
        HostedServers servers = read("{}").plus(files());
        Files.writeString(file, "{\"mcpServers\": {}}");

        assertThatThrownBy(servers::write).hasMessageContaining("changed by another program");
        assertThat(file).hasContent("{\"mcpServers\": {}}");
        assertThat(folder).isDirectoryNotContaining("glob:**.hqe-*");
    }

    @Test
    void readsTheMarkOfWindowsEditorsAndRefusesWhatIsNoText() throws Exception {
        assertThat(read("\uFEFF{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}\r\n").servers())
                .hasSize(1);

        Files.write(file, "{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> HostedServers.read(file, Map.of())).hasMessageContaining("UTF-8");
        Files.write(file, new byte[ConfigFile.MAX_BYTES + 1]);
        assertThatThrownBy(() -> HostedServers.read(file, Map.of())).hasMessageContaining("larger");
        assertThatThrownBy(() -> HostedServers.read(folder, Map.of())).hasMessageContaining("file");
    }

    @Test
    void namesInUseAreRefused() throws Exception {
        HostedServers servers = read("{}").plus(files());

        assertThatThrownBy(() -> servers.plus(files())).hasMessageContaining("another name");
        assertThatThrownBy(() -> servers.minus("file"))
                .hasMessageContaining("did you mean 'files'?");
    }

    @Test
    void aServerThatIsNotValidIsNotAdded() throws Exception {
        HostedServers servers = read("{}");
        Http ftp =
                new Http(
                        new ServerName("ftp"),
                        "ftp://h",
                        Transport.STREAMABLE_HTTP,
                        Map.of(),
                        false,
                        List.of());

        assertThatThrownBy(() -> servers.plus(ftp))
                .isInstanceOf(ConfigException.class)
                .hasMessage("ftp: 'url' must begin with http:// or https://");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "{}");
        Files.createSymbolicLink(file, real);

        HostedServers.read(file, Map.of()).plus(files()).write();

        assertThat(file).isSymbolicLink();
        assertThat(HostedServers.read(real, Map.of()).servers()).hasSize(1);
    }

    @Test
    void thePublishedSchemaIsASchema() {
        assertThat(HostedServers.publishedSchema().root().path("$defs").has("server")).isTrue();
    }

    @Test
    void replacesWhatIsOursAndLeavesWhatOthersWrote() throws Exception {
        HostedServers before =
                read(
                        """
                        {"mcpServers": {"files": {"command": "npx", "env": {"A": "b"}, "x-note": 1}}}
                        """);

        HostedServers after = before.replacing(files());

        assertThat(after.servers()).containsExactly(files());
        assertThat(after.entry("files").orElseThrow().path("x-note").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> before.minus("files").replacing(files()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'files'");
    }

    @Test
    void restoresAnEntryAsItWas() throws Exception {
        HostedServers before =
                read("{\"mcpServers\": {\"files\": {\"command\": \"npx\", \"x-note\": 1}}}");

        HostedServers after =
                before.minus("files")
                        .restoring("files", before.entry("files").orElseThrow(), false);

        assertThat(after.entry("files")).isEqualTo(before.entry("files"));
        assertThatThrownBy(
                        () -> after.restoring("files", after.entry("files").orElseThrow(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another server");
    }

    @Test
    void tellsTheLinesInWhichItWouldChange() throws Exception {
        HostedServers before = read("{\"mcpServers\": {}}");

        assertThat(String.join("\n", before.difference(before.plus(files()))))
                .contains("+", "server-filesystem");
        assertThat(before.difference(before)).isEmpty();
    }
}
