package dev.hqe.memory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Each opening in a process of its own, because a library is loaded once.
@Timeout(180)
@EnabledIf(
        value = "dev.hqe.memory.store.LanceLibrary#available",
        disabledReason = "Lance has no library for this machine")
class LanceLibraryTest {

    private static final List<String> FINE = List.of("opened 3", "opened 3");

    @TempDir private Path directory = Path.of("");

    private List<String> open(Path libraries) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OpenedLibrary.class.getName(),
                                directory.resolve("vectors").toString(),
                                libraries.toString())
                        .redirectError(directory.resolve("err").toFile())
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(directory.resolve("out"));
    }

    private static Path library(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.toList().getFirst();
        }
    }

    @Test
    void aLibraryThatIsGoneOrDamagedIsLaidDownAnew() throws Exception {
        Path libraries = directory.resolve("libraries");
        assertThat(open(libraries)).isEqualTo(FINE);
        long whole = Files.size(library(libraries));

        Files.write(library(libraries), new byte[Math.toIntExact(whole)]);
        List<String> damaged = open(libraries);
        Files.write(library(libraries), new byte[1000]);
        List<String> cut = open(libraries);
        Files.delete(library(libraries));
        List<String> gone = open(libraries);

        assertThat(damaged).isEqualTo(FINE);
        assertThat(cut).isEqualTo(FINE);
        assertThat(gone).isEqualTo(FINE);
        assertThat(library(libraries)).hasSize(whole);
    }

    @Test
    void saysWhyItCannotBeLaidDownAndTriesAgain() throws Exception {
        Path libraries = Files.writeString(directory.resolve("libraries"), "a file");

        List<String> said = open(libraries);

        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .startsWith("failed ")
                .contains("libraries: the native library of Lance cannot be laid down")
                .contains("It takes 180 MB");
        assertThat(said.getLast()).isEqualTo("opened 3");
    }
}
