package dev.hqe.app.terminal;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Text for a person's terminal. Names and messages come from files, Topics and tools of strangers;
/// a control character in them could move the cursor, forge a line or rename the window, so each is
/// shown as `\x1B` instead. Line ends and tabs pass.
///
/// Remembers whether something could not be written, which a `PrintWriter` on top of it hides.
public final class TerminalWriter extends Writer {

    private final Writer out;
    private @Nullable IOException failure;

    TerminalWriter(Writer out) {
        this.out = out;
    }

    /// Standard output, in the encoding that the terminal was started with.
    public static TerminalWriter standardOutput() {
        return on(FileDescriptor.out, System.getProperty("stdout.encoding", "UTF-8"));
    }

    public static TerminalWriter standardError() {
        return on(FileDescriptor.err, System.getProperty("stderr.encoding", "UTF-8"));
    }

    private static TerminalWriter on(FileDescriptor descriptor, String encoding) {
        return new TerminalWriter(
                new BufferedWriter(
                        new OutputStreamWriter(
                                new FileOutputStream(descriptor), Charset.forName(encoding))));
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        try {
            for (int i = offset; i < offset + length; i++) {
                char c = buffer[i];
                if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                    out.write(String.format("\\x%02X", (int) c));
                } else {
                    out.write(c);
                }
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /// Why something could not be written, if that has happened.
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
