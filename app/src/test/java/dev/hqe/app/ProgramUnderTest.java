package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// This test's class path as the tests' processes get it: as jars, with a start-up cache of them,
/// as the product has one. Hundreds of processes are started, and most of what each would do is to
/// load the same classes.
///
/// Made by the first test that starts a process, under `target/program/` and a name that tells one
/// state of the classes from another; what is there already is used. Without a cache, where none
/// can be made, the processes start slower and do the same.
final class ProgramUnderTest {

    private static final long TRAINING_SECONDS = 180;

    /// What a cache is trained with and used with.
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");

    private static final ProgramUnderTest MADE = makeOrFind();

    private final Path folder;

    private ProgramUnderTest(Path folder) {
        this.folder = folder;
    }

    /// How Java is started with the tests' class path; further flags and a main class come after
    /// it.
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(FLAGS);
        if (hasCache()) {
            command.add("-XX:AOTCache=" + MADE.cache());
        }
        command.add("-cp");
        command.add(MADE.jar().toString());
        return command;
    }

    static boolean hasCache() {
        return Files.exists(MADE.cache());
    }

    /// What the training has printed.
    static String training() throws IOException {
        return Files.readString(MADE.log());
    }

    private static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path jar() {
        return folder.resolve("program.jar");
    }

    private Path cache() {
        return folder.resolve("program.aot");
    }

    private Path log() {
        return folder.resolve("training.log");
    }

    private static ProgramUnderTest makeOrFind() {
        List<Path> classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry).toAbsolutePath())
                        .filter(Files::exists)
                        .toList();
        Path all = Path.of("target", "program").toAbsolutePath();
        try {
            Files.createDirectories(all);
            try (FileChannel lock =
                            FileChannel.open(
                                    all.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var held = lock.lock()) { // the other test JVM of this build makes the same
                assertThat(held.isValid()).isTrue();
                ProgramUnderTest program = new ProgramUnderTest(all.resolve(name(classPath)));
                Path made = program.folder.resolve("made");
                if (!Files.exists(made)) {
                    Files.createDirectories(program.folder);
                    program.pack(classPath);
                    program.train();
                    Files.createFile(made);
                }
                return program;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the class path and of every file that is not in a repository.
    private static String name(List<Path> classPath) throws IOException {
        CRC32 sum = new CRC32();
        for (Path entry : classPath) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    FileTime time = Files.getLastModifiedTime(file);
                    sum.update((file + " " + time.toMillis() + "\n").getBytes(UTF_8));
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }

    /// Packs each folder into a jar, because a cache has nothing of folders. One jar names them
    /// all, relative to itself, which is how a cache reads them.
    private void pack(List<Path> classPath) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path entry : classPath) {
            jars.add(Files.isDirectory(entry) ? packed(entry, jars.size()) : entry);
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                jars.stream()
                        .map(jar -> folder.relativize(jar).toString().replace('\\', '/'))
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar());
                JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
    }

    private Path packed(Path classes, int number) throws IOException {
        Path jar = folder.resolve(number + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            entries.setLevel(1);
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                entries.putNextEntry(new ZipEntry(name));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    /// Without a record of what was hot: these processes end before much of it would be compiled.
    private void train() throws IOException {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(FLAGS);
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTRecordTraining",
                        "-XX:AOTCacheOutput=" + cache(),
                        "-Dhqe.dist=" + HqeProcess.distribution(),
                        "-cp",
                        jar().toString(),
                        TrainingRun.class.getName()));
        Process training =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
        try {
            if (!training.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
                training.destroyForcibly().waitFor();
                Files.deleteIfExists(cache());
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted while " + Arrays.asList(command) + " ran", e);
        }
    }
}
