package dev.hqe.app.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.topic.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Makes the programs of a Topic folder: by its `build.sh`, or from Java by what comes with this
/// installation. Both run as the person who builds, not in the sandbox: what is built is one's own.
///
/// @param toolchain the installation's `lib/topic-build`
/// @param searchPath of programs, as in `PATH`
public record TopicBuild(Path toolchain, String searchPath) {

    /// What a folder can have instead of being Java.
    public static final String SCRIPT = "build.sh";

    private static final Duration LIMIT = Duration.ofMinutes(15);

    /// By a file that says the language: the program that its build needs, and where that is from.
    private static final Map<String, Need> NEEDS = needs();

    private record Need(String program, String install) {}

    /// What was made.
    ///
    /// @param program relative to the folder
    public record Built(String program, long bytes) {}

    private static Map<String, Need> needs() {
        Map<String, Need> needs = new LinkedHashMap<>();
        needs.put(
                "Cargo.toml",
                new Need("cargo", "install Rust, then: rustup target add wasm32-wasip1"));
        needs.put("src/go.mod", new Need("go", "install Go 1.21 or later"));
        needs.put("package.json", new Need("npm", "install Node.js"));
        needs.put(
                "src/main.c",
                new Need(
                        "clang",
                        "install the wasi-sdk and set WASI_SDK_PATH, or on Debian and Ubuntu:"
                                + " apt install clang lld wasi-libc libclang-rt-dev-wasm32"));
        return needs;
    }

    /// Builds.
    ///
    /// @param folder absolute
    /// @param output is given what a compiler says, in pieces, on any thread
    /// @throws AuthoringException if there is nothing to build, something is missing or it fails
    /// @throws InvalidDocumentException if the manifest cannot be read or sources have errors
    public List<Built> build(Path folder, Consumer<String> output) throws InterruptedException {
        List<String> programs = programs(folder);
        if (Files.isRegularFile(folder.resolve(SCRIPT))) {
            runScript(folder, output);
        } else {
            JavaProgram java =
                    JavaProgram.in(folder)
                            .orElseThrow(() ->
                                    AuthoringException.badInput(
                                            folder
                                                    + ": there is nothing to build, neither "
                                                    + SCRIPT
                                                    + " nor src/Main.java"));
            if (programs.size() != 1) {
                throw AuthoringException.badInput(
                        folder
                                + "/"
                                + TopicReader.MANIFEST
                                + ": one program is made of the Java sources, and "
                                + (programs.isEmpty()
                                        ? "no tool or transform names one in wasm"
                                        : "these are named: " + String.join(" and ", programs)));
            }
            java.compile(toolchain, folder.resolve(programs.getFirst()));
        }
        return programs.stream().map(program -> built(folder, program)).toList();
    }

    private static List<String> programs(Path folder) {
        SourceDocument manifest =
                SourceDocument.read(
                        folder.resolve(TopicReader.MANIFEST),
                        folder.resolve(TopicReader.MANIFEST).toString());
        JsonNode capabilities = manifest.root().path("capabilities");
        List<JsonNode> named =
                Stream.of("tools", "transforms")
                        .flatMap(what -> capabilities.path(what).valueStream())
                        .map(one -> one.path("wasm"))
                        .toList();
        for (JsonNode wasm : named) {
            String name = wasm.asString("");
            if (!isInside(folder, name)) {
                throw new InvalidDocumentException(
                        List.of(
                                manifest.problem(
                                        wasm, "'" + name + "' lies outside the Topic's folder")),
                        null);
            }
        }
        return named.stream()
                .map(wasm -> wasm.asString(""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isInside(Path folder, String name) {
        try {
            return folder.resolve(name).normalize().startsWith(folder);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void runScript(Path folder, Consumer<String> output) throws InterruptedException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            throw AuthoringException.failed(
                    folder + ": " + SCRIPT + " needs a Unix shell; run what it says by hand", null);
        }
        NEEDS.entrySet().stream()
                .filter(one -> Files.isRegularFile(folder.resolve(one.getKey())))
                .findFirst()
                .ifPresent(one -> require(folder, one.getValue()));
        int exitCode = ChildRun.run(List.of("sh", SCRIPT), folder, LIMIT, output);
        if (exitCode != 0) {
            throw AuthoringException.failed(
                    folder.resolve(SCRIPT) + ": ended with exit code " + exitCode, null);
        }
    }

    private void require(Path folder, Need need) {
        boolean ownSdk = need.program().equals("clang") && System.getenv("WASI_SDK_PATH") != null;
        if (!ownSdk && find(need.program()).isEmpty()) {
            throw AuthoringException.failed(
                    folder
                            + ": building it needs '"
                            + need.program()
                            + "', which is not there: "
                            + need.install(),
                    null);
        }
    }

    private Optional<Path> find(String program) {
        return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(searchPath)
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Built built(Path folder, String program) {
        try {
            return new Built(program, Files.size(folder.resolve(program)));
        } catch (IOException e) {
            throw AuthoringException.failed(
                    folder + ": the build has ended and there is no " + program, e);
        }
    }
}
