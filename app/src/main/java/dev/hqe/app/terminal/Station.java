package dev.hqe.app.terminal;

import dev.hqe.mcp.Registration;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// Where a command was typed: its standard streams, its folder, whether a person sits there, and
/// how that person ends it early. A command may run in another process, so it knows its
/// surroundings by this alone and not by `System`. Thread-safe.
public interface Station {

    /// The process that this is.
    static Station ofProcess() {
        return new ProcessStation();
    }

    /// Standard input; nothing is read of it before it is asked for.
    InputStream in();

    /// Standard output.
    OutputStream out();

    /// How text is written there.
    Charset outCharset();

    /// Standard error.
    OutputStream err();

    /// How text is written there.
    Charset errCharset();

    /// Whether a person sits there: input and output are a terminal.
    boolean isAttended();

    /// The folder that relative paths start from.
    Path directory();

    /// A path as it was typed, made absolute.
    default Path resolve(Path typed) {
        return directory().resolve(typed);
    }

    /// Has the terminal forget what was typed and is not read yet, where it can.
    void forgetTyped();

    /// Runs this when the command is to end before it is done: Ctrl-C, the end of its process.
    /// Afterwards its thread is interrupted, if it still runs; in a process of its own, that ends.
    ///
    /// @param stop bounded in time
    /// @return takes it back
    Registration onInterrupt(Runnable stop);

    /// Whether the command is to end before it is done.
    boolean isInterrupted();
}
