package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.mcp.config.HostedServerConfig.Stdio;
import dev.hqe.mcp.config.ImportPlan.Answers;
import dev.hqe.mcp.config.ImportPlan.Question;
import dev.hqe.mcp.config.ServerImport.OnClash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleImportTest {

    private static final String MANIFEST =
            """
            {"manifest_version": "0.3", "name": "notes", "version": "1.0.0", "description": "Notes",
             "author": {"name": "Ann"},
             "server": {"type": "binary", "entry_point": "server/notes", "mcp_config": {
               "command": "server/notes",
               "args": ["--root", "${user_config.folders}", "${__dirname}/data", "${HOME}${/}x"],
               "env": {"API_KEY": "${user_config.api_key}", "LIMIT": "${user_config.limit}", "URL": "${user_config.url}"},
               "platform_overrides": {"linux": {"env": {"ONLY": "linux"}}, "win32": {"command": "server/notes.exe"}}}},
             "user_config": {
               "folders": {"type": "directory", "title": "Folders", "multiple": true, "required": true,
                           "default": ["${HOME}/Desktop", "${DOCUMENTS}"]},
               "api_key": {"type": "string", "title": "API key", "sensitive": true, "required": true},
               "limit": {"type": "number", "title": "Limit", "default": 10},
               "url": {"type": "string", "title": "URL"}}}
            """;

    @TempDir private Path folder = Path.of("");

    private Path bundle(Map<String, String> files) throws Exception {
        Path file = folder.resolve("notes.mcpb");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static Map<String, String> files(String name, String text) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("manifest.json", MANIFEST);
        files.put("server/notes", "#!/bin/sh\n");
        files.put(name, text);
        return files;
    }

    private HostedServers servers() {
        return HostedServers.read(folder.resolve("home/mcp.json"), Map.of());
    }

    private ImportPlan plan(Path file, String os, BundleArchive.Limits limits) {
        Places places = new Places(os, folder.resolve("user"), Map.of());
        return new ServerImport(servers(), places, folder.resolve("home/bundles"), OnClash.SKIP)
                .read(file, limits);
    }

    private ImportPlan plan(Path file) {
        return plan(file, "Linux", BundleArchive.Limits.DEFAULT);
    }

    @Test
    void unpacksABundleAndFillsInItsAnswers() throws Exception {
        ImportPlan plan = plan(bundle(files("server/lib/x.txt", "x")));
        Map<String, String> kept = new TreeMap<>();
        assertThat(folder.resolve("home")).doesNotExist();

        plan.accept(
                        new Answers(
                                Map.of("folders", List.of("/a", "/b")),
                                Map.of("api_key", "abcabc".toCharArray())))
                .apply(servers(), (name, value) -> kept.put(name, new String(value)));

        Path unpacked = folder.resolve("home/bundles/notes");
        assertThat(plan.questions())
                .extracting(Question::key)
                .containsExactly("folders", "api_key", "limit", "url");
        assertThat(plan.questions().getFirst().defaults())
                .containsExactly(folder + "/user/Desktop", folder + "/user/Documents");
        assertThat(unpacked.resolve("server/lib/x.txt")).hasContent("x");
        assertThat(unpacked.resolve("server/notes")).isExecutable();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("home"))))
                .isEqualTo("rwx------");
        assertThat(kept).containsExactly(Map.entry("notes/api_key", "abcabc"));
        Stdio server = (Stdio) servers().require("notes");
        assertThat(server.command()).isEqualTo(unpacked + "/server/notes");
        assertThat(server.args())
                .containsExactly("--root", "/a", "/b", unpacked + "/data", folder + "/user/x");
        assertThat(server.env())
                .containsEntry("API_KEY", "${secret:notes/api_key}")
                .containsEntry("LIMIT", "10")
                .containsEntry("ONLY", "linux")
                .doesNotContainKey("URL");
        assertThat(server.cwd()).isEqualTo(unpacked.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/evil",
                "..",
                "a\\..\\evil",
                "C:/evil",
                "a//b",
                "./a",
                "a/./b",
                "a\u0000b",
                "server/notes/../../../evil"
            })
    void nothingLeadsOutOfItsFolder(String name) throws Exception {
        Path file = bundle(files(name, "evil"));

        assertThatThrownBy(() -> plan(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("leads out of its folder");
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void linksAreRefused() throws Exception {
        Path file = bundle(files("link", "/etc/passwd"));
        setMode(file, "link", 0xA1FF);

        assertThatThrownBy(() -> plan(file)).hasMessageContaining("link");
    }

    /// Writes Unix attributes into the central directory, which the JDK's writer leaves out.
    private static void setMode(Path file, String name, int mode) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < bytes.limit(); at++) {
            int length = bytes.getShort(at + 28) & 0xFFFF;
            if (bytes.getInt(at) == 0x02014b50
                    && length == name.length()
                    && StandardCharsets.UTF_8
                            .decode(bytes.slice(at + 46, length))
                            .toString()
                            .equals(name)) {
                bytes.put(at + 5, (byte) 3);
                bytes.putInt(at + 38, mode << 16);
            }
        }
        Files.write(file, bytes.array());
    }

    @Test
    void whatUnpacksToTooMuchIsRefusedWhateverItSays() throws Exception {
        Path file = bundle(files("big", "0".repeat(2 << 20)));
        BundleArchive.Limits small = new BundleArchive.Limits(100, 1 << 20);
        assertThatThrownBy(() -> plan(file, "Linux", small))
                .hasMessageContaining("1 MiB, the limit");

        lieAboutSizes(file);
        ImportPlan plan = plan(file, "Linux", small);

        assertThatThrownBy(() ->
                        plan.accept(new Answers(Map.of("folders", List.of("/a")), Map.of()))
                                .apply(servers(), (name, value) -> {}))
                .isInstanceOf(ConfigException.class);
        assertThat(folder.resolve("home/bundles")).isEmptyDirectory();
        assertThat(folder.resolve("home/mcp.json")).doesNotExist();
    }

    private static void lieAboutSizes(Path file) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < bytes.limit(); at++) {
            if (bytes.getInt(at) == 0x02014b50 && bytes.getInt(at + 24) > 1 << 20) {
                bytes.putInt(at + 24, 10);
            }
        }
        Files.write(file, bytes.array());
    }

    @Test
    void tooManyFilesAreRefused() throws Exception {
        Path file = bundle(files("x", "x"));

        assertThatThrownBy(() -> plan(file, "Linux", new BundleArchive.Limits(2, 1 << 20)))
                .hasMessageContaining("more than 2 files");
    }

    @Test
    void whatIsDamagedOrNoBundleIsRefused() throws Exception {
        Path file = bundle(files("x", "x"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> plan(file)).hasMessageContaining("not a whole zip");

        assertThatThrownBy(() -> plan(bundle(Map.of("a", "b"))))
                .hasMessageContaining("no manifest.json");
        assertThatThrownBy(() -> plan(bundle(Map.of("manifest.json", "{"))))
                .hasMessageContaining("manifest.json:1");
        assertThatThrownBy(() -> plan(bundle(Map.of("manifest.json", " ".repeat((1 << 20) + 1)))))
                .hasMessageContaining("1 MiB");
    }

    @Test
    void aBundleForAnotherPlatformIsSkipped() throws Exception {
        String manifest =
                "{\"name\": \"x\", \"compatibility\": {\"platforms\": [\"darwin\"]}, \"server\": {\"mcp_config\": {\"command\": \"x\"}}}";

        ImportPlan plan = plan(bundle(Map.of("manifest.json", manifest)));

        assertThat(plan.additions()).isEmpty();
        assertThat(plan.skipped()).singleElement().asString().contains("not made for Linux");
        assertThat(plan.bundleFolder()).isEmpty();
    }

    @Test
    void aFolderThatIsThereIsNotOverwritten() throws Exception {
        Path there = Files.createDirectories(folder.resolve("home/bundles/notes"));
        ImportPlan plan = plan(bundle(files("x", "x")));

        assertThatThrownBy(() -> plan.accept(Answers.none()).apply(servers(), (name, value) -> {}))
                .hasMessageContaining("exists already");
        assertThat(there).isEmptyDirectory();
    }
}
