package dev.hqe.app.terminal;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/// One line of a terminal that says how far something is and is written over. Where the output is
/// no terminal it stays silent. Goes to standard error. Thread-safe.
public final class ProgressLine {

    private final PrintWriter out;
    private final boolean live;
    private int width;

    /// @param station whose terminal
    public ProgressLine(Station station) {
        this.out = new PrintWriter(new OutputStreamWriter(station.err(), station.errCharset()));
        this.live = station.isAttended();
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
