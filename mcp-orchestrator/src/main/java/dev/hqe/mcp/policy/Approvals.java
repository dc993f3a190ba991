package dev.hqe.mcp.policy;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.internal.share.Shares;
import dev.hqe.mcp.policy.ApprovalGiven.Verdict;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Asks a person about a call, wherever there is one: at the window, through the agent, at the
/// terminal. No answer in time is a no. Calls of the same tool by the same caller are asked about
/// one after the other, so that one "for this session" answers them all. Thread-safe.
public final class Approvals {

    private static final System.Logger LOG = System.getLogger(Approvals.class.getName());

    private final ApprovalLimits limits;
    private final InstantSource clock;
    private final Consumer<Fact> facts;
    private final List<Approver> approvers = new CopyOnWriteArrayList<>();
    private final Shares waiting;
    private final Map<Subject, Gate> gates = new LinkedHashMap<>();
    private final Map<Subject, Instant> sessions = new LinkedHashMap<>();

    /// A tool that a caller may use for the session, because a person said so.
    ///
    /// @param until when a person is asked again at the latest
    public record Remembered(Principal principal, ToolName tool, Instant until) {}

    /// What one "for this session" covers.
    private record Subject(Principal principal, ToolName tool) {}

    /// Lets one call of a subject ask at a time.
    private static final class Gate {
        private final Semaphore turn = new Semaphore(1, true);
        private int users;
    }

    /// How asking ended.
    sealed interface Outcome {

        /// Somebody said something.
        record Said(Approval approval) implements Outcome {}

        /// Nobody said anything in time.
        record Silence() implements Outcome {}

        /// There is nobody to ask.
        record Nobody() implements Outcome {}

        /// Too many calls wait for a person already.
        ///
        /// @param who how many, and whose
        record Crowded(String who) implements Outcome {}
    }

    /// @param facts hears of questions and answers, on the asking call's thread; must not block for
    ///   long
    public Approvals(ApprovalLimits limits, InstantSource clock, Consumer<Fact> facts) {
        this.limits = limits;
        this.clock = clock;
        this.facts = facts;
        this.waiting = new Shares(limits.waiting());
    }

    /// Adds somebody who can ask a person.
    public Registration register(Approver approver) {
        approvers.add(approver);
        return () -> approvers.remove(approver);
    }

    /// Forgets what was allowed for the session.
    public void forgetSessions() {
        synchronized (sessions) {
            sessions.clear();
        }
    }

    /// What is allowed for the session now, the last that was said first.
    public List<Remembered> remembered() {
        Instant now = clock.instant();
        synchronized (sessions) {
            return sessions.entrySet().stream()
                    .filter(entry -> now.isBefore(entry.getValue()))
                    .map(entry ->
                            new Remembered(
                                    entry.getKey().principal(),
                                    entry.getKey().tool(),
                                    entry.getValue()))
                    .toList()
                    .reversed();
        }
    }

    /// Asks again about this from now on.
    ///
    /// @return whether it was remembered
    public boolean forget(Remembered one) {
        synchronized (sessions) {
            return sessions.remove(new Subject(one.principal(), one.tool()), one.until());
        }
    }

    /// Takes a [#forget] back. What has been said meanwhile stays.
    public void restore(Remembered one) {
        synchronized (sessions) {
            sessions.putIfAbsent(new Subject(one.principal(), one.tool()), one.until());
        }
    }

    /// How long a question waits.
    ApprovalLimits limits() {
        return limits;
    }

    /// @param why what makes it a question: a sentence
    Outcome ask(ToolCall call, ToolDefinition tool, String why) throws InterruptedException {
        Subject subject = new Subject(call.principal(), tool.name());
        if (isRemembered(subject)) {
            return new Outcome.Said(Approval.SESSION);
        }
        Object holder = call.principal().holder();
        switch (waiting.take(holder)) {
            case YES -> {}
            case ALL_TAKEN -> {
                return new Outcome.Crowded(limits.waiting() + " calls");
            }
            case SHARE_USED -> {
                return new Outcome.Crowded(Shares.each(limits.waiting()) + " of your calls");
            }
        }
        try {
            return inTurn(subject, call, tool, why);
        } finally {
            waiting.give(holder);
        }
    }

    private Outcome inTurn(Subject subject, ToolCall call, ToolDefinition tool, String why)
            throws InterruptedException {
        long due = System.nanoTime() + limits.patience().toNanos();
        Gate gate = enter(subject);
        try {
            if (!gate.turn.tryAcquire(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new Outcome.Silence();
            }
            try {
                return isRemembered(subject)
                        ? new Outcome.Said(Approval.SESSION)
                        : asked(subject, call, tool, why, due);
            } finally {
                gate.turn.release();
            }
        } finally {
            leave(subject, gate);
        }
    }

    private Outcome asked(Subject subject, ToolCall call, ToolDefinition tool, String why, long due)
            throws InterruptedException {
        Instant until = clock.instant().plusNanos(due - System.nanoTime());
        ApprovalQuestion question =
                new ApprovalQuestion(
                        call.id(),
                        call.principal(),
                        tool.name(),
                        tool.origin(),
                        ArgumentView.of(call.arguments()),
                        ToolWords.of(tool),
                        why,
                        until);
        for (Approver approver : present(call)) {
            Instant now = clock.instant();
            long left = due - System.nanoTime();
            tell(new ApprovalRequested(question, approver.place(), now, until));
            Verdict verdict = Verdict.CANCELLED;
            try {
                Optional<Approval> said = waitFor(approver, question, left);
                verdict = said.map(Approvals::verdict).orElse(Verdict.NOT_ASKED);
                if (said.isPresent()) {
                    if (said.get() == Approval.SESSION) {
                        remember(subject);
                    }
                    return new Outcome.Said(said.get());
                }
            } catch (TimeoutException e) {
                verdict = Verdict.TIMED_OUT;
                return new Outcome.Silence();
            } finally {
                tell(
                        new ApprovalGiven(
                                call.id(),
                                call.principal(),
                                tool.name(),
                                approver.place(),
                                verdict,
                                clock.instant()));
            }
        }
        return new Outcome.Nobody();
    }

    private List<Approver> present(ToolCall call) {
        List<Approver> present = new ArrayList<>(approvers);
        if (call.principal().kind() == Principal.Kind.AGENT) {
            present.add(new AgentApprover(call.caller()));
        }
        present.removeIf(approver -> !approver.isThere());
        present.sort(Comparator.comparing(Approver::place));
        return present;
    }

    /// Asks on a thread of its own, which can be left when the time is over.
    private static Optional<Approval> waitFor(
            Approver approver, ApprovalQuestion question, long nanos)
            throws InterruptedException, TimeoutException {
        FutureTask<Optional<Approval>> asking = new FutureTask<>(() -> approver.ask(question));
        Thread.ofVirtual().name("mcp-approval").start(asking);
        try {
            return asking.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // An approver is foreign code: one that breaks has asked nobody.
            LOG.log(
                    Level.ERROR,
                    "the {0} could not ask for an approval: {1}",
                    approver.place(),
                    String.valueOf(e.getCause()));
            return Optional.empty();
        } finally {
            asking.cancel(true);
        }
    }

    private static Verdict verdict(Approval approval) {
        return switch (approval) {
            case ONCE -> Verdict.ONCE;
            case SESSION -> Verdict.SESSION;
            case ALWAYS -> Verdict.ALWAYS;
            case DENIED -> Verdict.DENIED;
            case NEVER -> Verdict.NEVER;
        };
    }

    private void tell(Fact fact) {
        try {
            facts.accept(fact);
        } catch (McpException e) {
            LOG.log(Level.ERROR, "an approval could not be published: {0}", e.getMessage());
        }
    }

    private boolean isRemembered(Subject subject) {
        synchronized (sessions) {
            Instant until = sessions.get(subject);
            return until != null && clock.instant().isBefore(until);
        }
    }

    private void remember(Subject subject) {
        synchronized (sessions) {
            sessions.remove(subject);
            sessions.put(subject, clock.instant().plus(limits.session()));
            while (sessions.size() > limits.remembered()) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
    }

    private Gate enter(Subject subject) {
        synchronized (gates) {
            Gate gate = gates.computeIfAbsent(subject, s -> new Gate());
            gate.users++;
            return gate;
        }
    }

    private void leave(Subject subject, Gate gate) {
        synchronized (gates) {
            if (--gate.users == 0) {
                gates.remove(subject);
            }
        }
    }
}
