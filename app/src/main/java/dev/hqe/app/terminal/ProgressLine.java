package dev.hqe.app.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/// One line of a terminal that says how far something is and is written over. Where the output is
/// no terminal it stays silent. Goes to standard error. Thread-safe.
public final class ProgressLine {

    private final PrintStream out = System.err;
    private final boolean live;
    private int width;

    public ProgressLine() {
        this.live = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    public synchronized void show(String text) {
        if (live) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        }
    }

    public synchronized void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
