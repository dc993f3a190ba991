package dev.hqe.app;

import dev.hqe.shim.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What this program was started from: its version, its folder, the command that starts it.
///
/// @param version of the product
/// @param folder with `lib/` and `topics/`; null where it runs from an IDE or a test
/// @param command what starts `hqe` again
/// @param extension what is served beside the product's own
public record Installation(
        String version, @Nullable Path folder, List<String> command, Extension extension) {

    public Installation {
        command = List.copyOf(command);
    }

    /// As the launcher script says it in `hqe.dist` and `hqe.launcher`; without a launcher, this
    /// same Java with this same class path.
    public static Installation current() {
        String dist = System.getProperty("hqe.dist", "");
        String launcher = System.getProperty("hqe.launcher", "");
        return new Installation(
                readVersion(),
                dist.isEmpty() ? null : Path.of(dist),
                launcher.isEmpty() ? sameJava() : List.of(launcher),
                Extension.NONE);
    }

    /// The same with more to serve.
    public Installation with(Extension more) {
        return new Installation(version, folder, command, more);
    }

    private static List<String> sameJava() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED"));
        command.addAll(ownFlags());
        command.addAll(
                List.of(
                        "-Dhqe.dist=" + System.getProperty("hqe.dist", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        return command;
    }

    /// What this Java was told of its memory, its compilers and its start-up cache, where the
    /// system says so.
    private static List<String> ownFlags() {
        List<String> words =
                List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
        int main = words.indexOf(Main.class.getName());
        return words.subList(0, Math.max(main, 0)).stream()
                .filter(word -> word.startsWith("-XX:") || word.startsWith("-Xlog:"))
                .toList();
    }

    private static String readVersion() {
        try (InputStream in = Installation.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
    }

    /// The command that agents start, as a person types it into a shell.
    public String shellCommand() {
        return Stream.concat(command.stream(), Stream.of("mcp"))
                .map(word ->
                        word.matches("[\\w@%+=:,./-]+")
                                ? word
                                : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /// Which build this is, as two sides of a door compare it. Ask early: the file may be replaced.
    ///
    /// @throws IOException if the program cannot be looked at
    public Build build() throws IOException {
        Path jar = folder == null ? null : folder.resolve("lib/hqe-app.jar");
        return jar != null && Files.exists(jar) ? Build.of(jar) : Build.unpacked();
    }

    /// The Topics that come with the product.
    public Optional<Path> bundledTopics() {
        return Optional.ofNullable(folder).map(dist -> dist.resolve("topics"));
    }
}
