package dev.hqe.app.terminal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
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

    /// On a stream of a terminal.
    public static TerminalWriter on(OutputStream stream, Charset charset) {
        return new TerminalWriter(new BufferedWriter(new OutputStreamWriter(stream, charset)));
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

    /// Whether a stream could not be written because nobody reads it any more.
    public static boolean isReaderGone(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    /// Why something could not be written, if that has happened.
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
