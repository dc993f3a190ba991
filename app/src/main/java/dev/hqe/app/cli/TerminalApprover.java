package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.mcp.policy.Approver;
import dev.hqe.mcp.policy.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal about the call that was made there: the question goes to
/// standard error, the answer is a line of standard input that is typed after the question is
/// there. One question at a time.
final class TerminalApprover implements Approver {

    private static final int MOST_TYPED_AHEAD = 1 << 20;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Station station;
    private final PrintWriter err;
    private final CallId call;
    private final BufferedReader in;

    /// @param err the station's standard error
    /// @param call the one that is asked about here; a workbench has others
    TerminalApprover(Station station, PrintWriter err, CallId call) {
        this.station = station;
        this.err = err;
        this.call = call;
        this.in = new BufferedReader(new InputStreamReader(station.in(), StandardCharsets.UTF_8));
    }

    @Override
    public Place place() {
        return Place.TERMINAL;
    }

    @Override
    public boolean isThere() {
        return station.isAttended();
    }

    @Override
    public synchronized Optional<Approval> ask(ApprovalQuestion question)
            throws InterruptedException {
        if (!question.call().equals(call)) {
            return Optional.empty();
        }
        try {
            forgetTypedAhead();
        } catch (IOException e) {
            return Optional.empty();
        }
        err.println(question.text());
        err.print("Allow it? [y]es, once / for this [s]ession / [a]lways / [n]o / ne[v]er: ");
        err.flush();
        try {
            return Optional.of(answer(line()));
        } catch (IOException e) {
            return Optional.empty();
        }
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

    private static Approval answer(String line) {
        return switch (line.strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Approval.ONCE;
            case "s", "session" -> Approval.SESSION;
            case "a", "always" -> Approval.ALWAYS;
            case "v", "never" -> Approval.NEVER;
            default -> Approval.DENIED;
        };
    }
}
