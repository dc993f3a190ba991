package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that says how much it has stored, and was killed in the middle, as by `kill -9`.
///
/// @param acknowledged the last number that it said
/// @param exitCode 0 if it came to its end before it was killed
public record KilledProcess(long acknowledged, int exitCode) {

    /// Starts a main class with this test's class path, and kills it once it says so much or more.
    public static KilledProcess after(long enough, Class<?> main, Path home)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), home.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long acknowledged = 0;
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine();
                    line != null && acknowledged < enough;
                    line = said.readLine()) {
                acknowledged = Long.parseLong(line);
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new KilledProcess(acknowledged, process.exitValue());
    }
}
