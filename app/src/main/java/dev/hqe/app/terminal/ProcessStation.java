package dev.hqe.app.terminal;

import dev.hqe.mcp.Registration;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/// A command that runs in the process that it was started as.
final class ProcessStation implements Station {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public InputStream in() {
        return System.in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Charset outCharset() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public Charset errCharset() {
        return Charset.forName(System.getProperty("stderr.encoding", "UTF-8"));
    }

    /// Which Java this is decides whether there is no console or one that is no terminal.
    @Override
    public boolean isAttended() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public void forgetTyped() {
        TypedAhead.forget();
    }

    /// The end of the process waits for its hooks.
    @Override
    public Registration onInterrupt(Runnable stop) {
        Thread hook = new Thread(stop, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> remove(hook);
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    /// Nobody sees it: it ends the process.
    @Override
    public boolean isInterrupted() {
        return false;
    }
}
