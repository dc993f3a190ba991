package dev.hqe.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {

    @Test
    void showsControlCharactersInsteadOfSendingThem() {
        StringWriter terminal = new StringWriter();
        PrintWriter out = new PrintWriter(new TerminalWriter(terminal));

        out.print("a\u001b[31mred\u0007\r\u009b2J\tgrüß 🌍\n");
        out.flush();

        assertThat(terminal.toString()).isEqualTo("a\\x1B[31mred\\x07\\x0D\\x9B2J\tgrüß 🌍\n");
    }

    @Test
    void remembersThatSomethingCouldNotBeWritten() {
        TerminalWriter full = new TerminalWriter(new FullDisk());
        PrintWriter out = new PrintWriter(full);

        out.println("lost");
        out.flush();

        assertThat(full.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("disk full"));
    }

    private static final class FullDisk extends Writer {

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
