package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.mcp.policy.Approver;
import dev.hqe.mcp.policy.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal about the call that was made there: the question goes to
/// standard error, the answer is a line of standard input that is typed after the question is
/// there. One question at a time.
final class TerminalApprover implements Approver {

    private static final String CHOICES =
            "Allow it? [y]es, once / for this [s]ession / [a]lways / [n]o / ne[v]er: ";

    private final TypedAnswer typed;
    private final CallId call;

    /// @param err the station's standard error
    /// @param call the one that is asked about here; a workbench has others
    TerminalApprover(Station station, PrintWriter err, CallId call) {
        this.typed = new TypedAnswer(station, err);
        this.call = call;
    }

    @Override
    public Place place() {
        return Place.TERMINAL;
    }

    @Override
    public boolean isThere() {
        return typed.isThere();
    }

    @Override
    public synchronized Optional<Approval> ask(ApprovalQuestion question)
            throws InterruptedException {
        if (!question.call().equals(call)) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer(typed.to(question.text(), CHOICES)));
        } catch (IOException e) {
            return Optional.empty();
        }
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
