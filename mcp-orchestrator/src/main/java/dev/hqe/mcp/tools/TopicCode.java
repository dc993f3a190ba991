package dev.hqe.mcp.tools;

import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file of code as it was when its Topic was read, loaded when it is first needed.
///
/// A call may have looked its tool up just before the Topics changed. So a program that is no
/// longer named stays open for the calls that use it and is closed behind the last of them.
///
/// Thread-safe.
final class TopicCode implements AutoCloseable {

    private final Path file;
    private final Optional<Version> version;
    private final WasmSandbox sandbox;
    private @Nullable WasmProgram program;
    private int users;
    private boolean closed;

    /// What tells one state of a file from the next without reading it.
    private record Version(FileTime changed, long bytes) {

        static Optional<Version> of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Version(attributes.lastModifiedTime(), attributes.size()));
            } catch (IOException e) {
                return Optional.empty(); // loading it will say why
            }
        }
    }

    TopicCode(Path file, WasmSandbox sandbox) {
        this.file = file;
        this.version = Version.of(file);
        this.sandbox = sandbox;
    }

    /// Whether the file is still as it was.
    boolean isCurrent() {
        return version.isPresent() && version.equals(Version.of(file));
    }

    /// What is done with a program.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    interface Use<T> {
        T with(WasmProgram program) throws InterruptedException;
    }

    /// Uses the program, which stays open at least until the use has ended.
    ///
    /// @throws ModuleRefusedException if the file cannot be read or is not admitted
    <T> T use(Use<T> use) throws InterruptedException {
        WasmProgram taken = take();
        try {
            return use.with(taken);
        } finally {
            giveBack();
        }
    }

    /// Loads the program if that has not been done yet.
    ///
    /// @throws ModuleRefusedException if the file cannot be read or is not admitted
    void load() {
        take();
        giveBack();
    }

    private synchronized WasmProgram take() {
        WasmProgram ready = program;
        if (ready == null) {
            ready = sandbox.load(file);
            program = ready;
        }
        users++;
        return ready;
    }

    private synchronized void giveBack() {
        users--;
        closeUnused();
    }

    /// Lets go of the program as soon as no call uses it.
    @Override
    public synchronized void close() {
        closed = true;
        closeUnused();
    }

    private synchronized void closeUnused() {
        WasmProgram unused = program;
        if (closed && users == 0 && unused != null) {
            program = null;
            unused.close();
        }
    }
}
