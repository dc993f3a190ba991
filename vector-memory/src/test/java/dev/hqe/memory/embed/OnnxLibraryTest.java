package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the native library leaves behind, seen from outside of the process that uses it.
class OnnxLibraryTest {

    @TempDir Path folder;

    @Test
    void leavesNothingInTheTemporaryAndTheHomeFolderWhenItsProcessIsKilled() throws Exception {
        Process process = start();
        assertThat(firstLine(process)).isEqualTo("vector of 384");

        process.destroyForcibly().waitFor();

        assertThat(content("tmp")).isEmpty();
        assertThat(content("home")).isEmpty();
        assertThat(content("native")).hasSize(2);
    }

    @Test
    void isUnpackedOnceAndAgainWhenItIsDamaged() throws Exception {
        embedInAnotherProcess();
        Path library = folder.resolve("native").resolve(System.mapLibraryName("onnxruntime"));
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(library, old);

        embedInAnotherProcess();
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(old);

        Files.write(library, new byte[(int) Files.size(library)]);
        embedInAnotherProcess();
        assertThat(Files.getLastModifiedTime(library)).isNotEqualTo(old);
    }

    private void embedInAnotherProcess() throws Exception {
        Process process = start();
        assertThat(firstLine(process)).isEqualTo("vector of 384");
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    private Process start() throws IOException {
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        Path home = Files.createDirectories(folder.resolve("home"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + tmp,
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbedOnce.class.getName(),
                        folder.resolve("native").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return String.valueOf(out.readLine());
    }

    private List<Path> content(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.toList();
        }
    }
}
