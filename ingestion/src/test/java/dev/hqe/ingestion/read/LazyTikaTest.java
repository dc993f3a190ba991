package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyTikaTest {

    /// Run in a JVM of its own.
    static final class ReadsTables {

        private ReadsTables() {}

        public static void main(String[] args) {
            Reading.of("a,b\n1,2\n", "x.csv");
            Reading.of("[1]", "x.json");
            Reading.of("- 1\n", "x.yaml");
            Reading.of("<a/>", "x.xml");
            Reading.of("Köln", "x.txt");
        }
    }

    @Test
    void nothingOfTikaIsLoadedBeforeADocumentIsRead(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("classes.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load:file=" + log + "::filecount=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ReadsTables.class.getName()));

        Process process = new ProcessBuilder(command).inheritIO().start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(loaded(log, "org.apache.tika.")).isEmpty();
        assertThat(loaded(log, "org.apache.p")).as("POI and PDFBox").isEmpty();
        assertThat(loaded(log, "dev.hqe.ingestion.read.TreeRecordReader ")).isNotEmpty();
    }

    private static List<String> loaded(Path log, String prefix) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" " + prefix)).toList();
        }
    }
}
