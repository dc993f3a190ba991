package dev.hqe.app.topic;

import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A Topic's program in Java: `src/**/*.java` with one class `Main`, compiled by the JDK's compiler
/// and then to Wasm by TeaVM, which runs in a process of its own and so leaves nothing behind here.
///
/// @param folder of the Topic
/// @param main its file `Main.java`
record JavaProgram(Path folder, Path main) {

    private static final String SOURCES = "src";
    private static final String TO_WASM = "dev.hqe.topics.kit.build.CompileToWasm";

    /// The newest class files that TeaVM reads.
    private static final String RELEASE = "21";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MAX_FILES = 10_000;
    private static final int MAX_OUTPUT = 64 << 10;
    private static final int MAX_PROBLEMS = 100;

    /// The program in a folder, if it is one in Java.
    ///
    /// @throws AuthoringException if two classes could be its beginning
    static Optional<JavaProgram> in(Path folder) {
        List<Path> mains =
                sources(folder).stream()
                        .filter(file -> file.getFileName().toString().equals("Main.java"))
                        .toList();
        if (mains.size() > 1) {
            throw AuthoringException.badInput(
                    folder
                            + ": there is more than one Main.java, and it is not clear where to"
                            + " begin: "
                            + mains.stream()
                                    .map(file -> folder.relativize(file).toString())
                                    .collect(Collectors.joining(", ")));
        }
        return mains.stream().findFirst().map(main -> new JavaProgram(folder, main));
    }

    private static List<Path> sources(Path folder) {
        Path sources = folder.resolve(SOURCES);
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(sources)) {
            return all.limit(MAX_FILES)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw AuthoringException.failed(sources + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Compiles it.
    ///
    /// @param toolchain the folder with TeaVM's jars and, in `kit`, the kit's classes
    /// @param wasm the file to write
    /// @throws InvalidDocumentException with every error that the compiler finds
    void compile(Path toolchain, Path wasm) throws InterruptedException {
        if (!Files.isDirectory(toolchain.resolve("kit"))) {
            throw AuthoringException.failed(
                    toolchain + ": the compiler to Wasm is missing from this installation", null);
        }
        try {
            Path work = Files.createTempDirectory("hqe-topic-build");
            try {
                Path classes = Files.createDirectory(work.resolve("classes"));
                toClasses(toolchain, classes);
                toWasm(toolchain, classes, work.resolve("program.wasm"));
                Files.createDirectories(wasm.getParent());
                Files.move(work.resolve("program.wasm"), wasm, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                FolderTree.delete(work);
            }
        } catch (IOException e) {
            throw AuthoringException.failed(wasm + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private void toClasses(Path toolchain, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw AuthoringException.failed(
                    "this Java has no compiler; run hqe with a JDK 25", null);
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of(
                            "--release",
                            RELEASE,
                            "-proc:none",
                            "-cp",
                            toolchain.resolve("kit").toString(),
                            "-d",
                            classes.toString());
            boolean compiled =
                    compiler.getTask(
                                    null,
                                    files,
                                    said,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources(folder)))
                            .call();
            if (!compiled) {
                throw new InvalidDocumentException(problems(said), null);
            }
        }
    }

    private List<Problem> problems(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .limit(MAX_PROBLEMS)
                .map(this::problem)
                .toList();
    }

    private Problem problem(Diagnostic<? extends JavaFileObject> one) {
        String message = one.getMessage(Locale.ROOT).strip().replaceAll("\\s+", " ");
        JavaFileObject source = one.getSource();
        return source == null
                ? new Problem(folder.resolve(SOURCES).toString(), 0, message)
                : new Problem(
                        Path.of(source.toUri()).toString(),
                        (int) Math.max(0, one.getLineNumber()),
                        message);
    }

    private void toWasm(Path toolchain, Path classes, Path wasm)
            throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(List.of(classes.toString()));
        path.add(toolchain.resolve("kit").toString());
        try (Stream<Path> jars = Files.list(toolchain)) {
            jars.map(Path::toString)
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .forEach(path::add);
        }
        StringBuilder output = new StringBuilder();
        int exitCode =
                ChildRun.run(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx1g",
                                "-cp",
                                String.join(System.getProperty("path.separator"), path),
                                TO_WASM,
                                mainClass(),
                                classes.toString(),
                                wasm.toString()),
                        folder,
                        LIMIT,
                        text -> {
                            if (output.length() < MAX_OUTPUT) {
                                output.append(text);
                            }
                        });
        if (exitCode != 0 || !Files.isRegularFile(wasm)) {
            throw AuthoringException.failed(
                    folder + ": the program cannot become Wasm:\n" + without(output.toString()),
                    null);
        }
    }

    /// `src/weather/Main.java` is `weather.Main`.
    private String mainClass() {
        String file = folder.resolve(SOURCES).relativize(main).toString();
        return file.substring(0, file.length() - ".java".length())
                .replace(main.getFileSystem().getSeparator(), ".");
    }

    /// What the compiler says, without where in itself it was.
    private static String without(String output) {
        return output.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("INFO:"))
                .map(line ->
                        line.replace(
                                "Exception in thread \"main\" java.lang.IllegalStateException: ",
                                ""))
                .collect(Collectors.joining("\n"));
    }
}
