package dev.hqe.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hqe.mcp.Registration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A terminal at which a test sits.
public final class FakeTerminal implements Station {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private volatile InputStream in = new ByteArrayInputStream(new byte[0]);

    /// What is typed.
    public void in(InputStream typed) {
        in = typed;
    }

    public ByteArrayOutputStream printed() {
        return out;
    }

    public ByteArrayOutputStream complained() {
        return err;
    }

    /// What Ctrl-C does, once somebody wants to hear of it.
    public CompletableFuture<Runnable> interrupting() {
        return stop;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Charset outCharset() {
        return UTF_8;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public Charset errCharset() {
        return UTF_8;
    }

    @Override
    public boolean isAttended() {
        return true;
    }

    @Override
    public Path directory() {
        return Path.of("/somewhere").toAbsolutePath();
    }

    @Override
    public void forgetTyped() {
        err.writeBytes("(forgotten)".getBytes(UTF_8));
    }

    @Override
    public Registration onInterrupt(Runnable what) {
        stop.complete(what);
        return Registration.NONE;
    }

    @Override
    public boolean isInterrupted() {
        return false;
    }
}
