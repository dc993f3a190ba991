package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A person's answer at a station's terminal: a line that is typed after the question is there.
final class TypedAnswer {

    private static final int MOST_TYPED_AHEAD = 1 << 20;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Station station;
    private final PrintWriter err;
    private final BufferedReader in;

    /// @param err the station's standard error, where questions go
    TypedAnswer(Station station, PrintWriter err) {
        this.station = station;
        this.err = err;
        this.in = new BufferedReader(new InputStreamReader(station.in(), StandardCharsets.UTF_8));
    }

    /// Whether a person sits there.
    boolean isThere() {
        return station.isAttended();
    }

    /// Whether a person says yes.
    ///
    /// @param otherwise what a script would have to say
    /// @throws Failures.BadInput when there is nobody to ask
    boolean isYes(String question, String otherwise) throws IOException, InterruptedException {
        if (!isThere()) {
            throw new Failures.BadInput(
                    "nothing was changed: nobody can be asked here. " + otherwise);
        }
        String answer = to("", question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /// Shows a text and a prompt, and waits.
    ///
    /// @param text lines before the prompt, or empty
    /// @return the line without its end; empty if there is none to come
    String to(String text, String prompt) throws IOException, InterruptedException {
        forgetTypedAhead();
        if (!text.isEmpty()) {
            err.println(text);
        }
        err.print(prompt);
        err.flush();
        return line();
    }

    /// What was typed before the question was there is no answer to it.
    private void forgetTypedAhead() throws IOException {
        station.forgetTyped();
        for (int skipped = 0; in.ready() && skipped < MOST_TYPED_AHEAD; skipped++) {
            if (in.read() < 0) {
                return;
            }
        }
    }

    /// A read from the terminal cannot be interrupted, so it begins only when there is a line.
    private String line() throws IOException, InterruptedException {
        while (!in.ready()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        String line = in.readLine();
        return line == null ? "" : line;
    }
}
