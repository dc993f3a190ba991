package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.shim.Shim;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script in an installation whose start-up caches are good for nothing.
@DisabledOnOs(OS.WINDOWS) // there it is another script
class StartUpCacheTest {

    private static final long SECONDS = 120;
    private static final List<String> CACHES = List.of("hqe.aot", "agents.aot", "shim.aot");
    private static final String SESSION =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            """;

    @TempDir private Path work = Path.of("");
    private Path dist = Path.of("");

    @BeforeEach
    void install() throws Exception {
        dist = Files.createDirectories(work.resolve("app/target/hqe"));
        Files.createDirectories(dist.resolve("lib"));
        Files.createDirectories(work.resolve(".mvn"));
        Files.copy(Path.of("../hqe"), work.resolve("hqe"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Path.of("../.mvn/find-jdk.sh"), work.resolve(".mvn/find-jdk.sh"));
        program(dist.resolve("lib/hqe-app.jar"));
        shim(dist.resolve("shim.jar"), "as it was");
    }

    @AfterEach
    void endTheWorkbench() throws Exception {
        hqe("home", "stop").waitFor(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void cachesThatAreRubbishAreIgnored() throws Exception {
        for (String cache : CACHES) {
            made(cache, "this is no start-up cache");
        }

        List<String> shim = session("home", "mcp");
        List<String> standalone = session("home-alone", "mcp", "--standalone");

        assertAnswered(shim);
        assertAnswered(standalone);
    }

    @Test
    void cachesThatCouldNotBeMadeAreIgnored() throws Exception {
        for (String cache : CACHES) {
            made(cache, "");
        }

        List<String> shim = session("home", "mcp");

        assertAnswered(shim);
    }

    @Test
    void aCacheOfAnotherJarIsIgnored() throws Exception {
        for (String cache : CACHES) {
            made(cache, "");
        }
        train();
        shim(dist.resolve("shim.jar"), "longer than it was");
        Path cache = dist.resolve("shim.aot");
        assertThat(cache).isNotEmptyFile();

        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(60)));
        List<String> shim = session("home", "mcp");

        assertAnswered(shim);
    }

    private static void assertAnswered(List<String> lines) {
        List<Integer> ids =
                lines.stream().map(line -> Json.MAPPER.readTree(line).path("id").asInt()).toList();
        assertThat(ids).containsExactly(1, 2);
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("\"result\""));
    }

    /// What it writes to standard output.
    private List<String> session(String home, String... arguments) throws Exception {
        Process process = hqe(home, arguments);
        List<String> lines = new ArrayList<>();
        OutputStream says = process.getOutputStream();
        says.write(SESSION.getBytes(StandardCharsets.UTF_8));
        says.flush();
        try (BufferedReader hears = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = hears.readLine(); line != null; line = hears.readLine()) {
                lines.add(line);
                if (lines.size() == 2) {
                    says.close();
                }
            }
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }

    private Process hqe(String home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(work.resolve("hqe").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("HQE_HOME", work.resolve(home).toString());
        environment.put("HQE_KEYCHAIN", "off");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }

    private void made(String cache, String content) throws IOException {
        Path file = dist.resolve(cache);
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    /// A shim that finds no workbench and may not start one says so, which is enough for a cache.
    private void train() throws Exception {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:AOTCacheOutput=" + dist.resolve("shim.aot"),
                        "-Dhqe.launcher=" + work.resolve("nobody"),
                        "-Dhqe.jar=" + dist.resolve("lib/hqe-app.jar"),
                        "-cp",
                        dist.resolve("shim.jar").toString(),
                        Shim.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HQE_HOME", work.resolve("training").toString());
        Process process =
                builder.redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(work.resolve("training.log").toFile())
                        .start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /// A jar that has nothing but this test's class path.
    private static void program(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream files = new JarOutputStream(out, manifest)) {
            files.putNextEntry(new JarEntry("empty"));
        }
    }

    private static void shim(Path jar, String more) throws Exception {
        Path classes =
                Path.of(Shim.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(classes)) {
            Files.copy(classes, jar, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(jar, FileTime.fromMillis(more.length()));
            return;
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream files = new JarOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(files);
                }
            }
            files.putNextEntry(new JarEntry("more"));
            files.write(more.getBytes(StandardCharsets.UTF_8));
        }
    }
}
