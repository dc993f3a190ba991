package dev.hqe.app.terminal;

import dev.hqe.mcp.Registration;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// A station whose command others may end as well. Thread-safe.
///
/// @param place where it was typed
/// @param interruption ends it
public record InterruptibleStation(Station place, Interruption interruption) implements Station {

    @Override
    public InputStream in() {
        return place.in();
    }

    @Override
    public OutputStream out() {
        return place.out();
    }

    @Override
    public Charset outCharset() {
        return place.outCharset();
    }

    @Override
    public OutputStream err() {
        return place.err();
    }

    @Override
    public Charset errCharset() {
        return place.errCharset();
    }

    @Override
    public boolean isAttended() {
        return place.isAttended();
    }

    @Override
    public Path directory() {
        return place.directory();
    }

    @Override
    public void forgetTyped() {
        place.forgetTyped();
    }

    @Override
    public Registration onInterrupt(Runnable stop) {
        return interruption.onBegin(stop);
    }

    @Override
    public boolean isInterrupted() {
        return interruption.hasBegun();
    }
}
