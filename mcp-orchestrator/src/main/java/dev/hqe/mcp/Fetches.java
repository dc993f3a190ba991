package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs what is asked of resource and prompt providers: each on a thread of its own, within a
/// deadline, a number at once and a size. Thread-safe.
final class Fetches {

    private static final System.Logger LOG = System.getLogger(Fetches.class.getName());

    private final Runner runner;
    private final ResultEncoder encoder;
    private final Semaphore places;
    private final long timeoutNanos;

    /// The code of one request, which gets the caller whom it may ask.
    @FunctionalInterface
    interface Body {

        /// The result object, empty when there is no such thing.
        ///
        /// @throws UnfitException when the request does not fit
        Optional<ObjectNode> fetch(Caller caller) throws InterruptedException;
    }

    /// What comes before, and takes nobody's place while it waits.
    @FunctionalInterface
    interface Wait {
        void await() throws InterruptedException;
    }

    /// Does the work of one request.
    @FunctionalInterface
    private interface Work {
        Fetched fetch(Caller caller, ResultBudget.Lease lease) throws InterruptedException;
    }

    /// The request itself is at fault.
    static final class UnfitException extends McpException {
        UnfitException(String message) {
            super(message);
        }
    }

    Fetches(Runner runner, RoadLimits limits) {
        this.runner = runner;
        this.encoder = new ResultEncoder(limits.resultBytes());
        this.places = new Semaphore(limits.concurrent(), true);
        this.timeoutNanos = limits.timeout().toNanos();
    }

    /// Starts one and returns at once.
    ///
    /// @param what names it in messages, for example `resource file:///a`
    /// @param done hears of its end exactly once
    RunningCall<?> start(
            String what, Caller caller, ResultBudget budget, Body body, Consumer<Fetched> done) {
        return start(what, caller, budget, () -> {}, encoded(what, body), done);
    }

    /// The same for one that asks nobody and waits for something first.
    RunningCall<?> start(
            String what, ResultBudget budget, Wait first, Body body, Consumer<Fetched> done) {
        return start(what, Caller.NONE, budget, first, encoded(what, body), done);
    }

    /// The same for one whose result is written already.
    RunningCall<?> startWritten(
            String what,
            ResultBudget budget,
            Wait first,
            Supplier<Fetched> written,
            Consumer<Fetched> done) {
        return start(what, Caller.NONE, budget, first, (caller, lease) -> written.get(), done);
    }

    private Work encoded(String what, Body body) {
        return (caller, lease) -> {
            Optional<ObjectNode> result = body.fetch(caller);
            return result.isEmpty() ? new Fetched.Absent() : written(what, result.get(), lease);
        };
    }

    private RunningCall<?> start(
            String what,
            Caller caller,
            ResultBudget budget,
            Wait first,
            Work work,
            Consumer<Fetched> done) {
        return runner.start(
                CallId.next(),
                budget.lease(),
                timeoutNanos,
                running -> run(what, caller, first, work, running),
                new RunningCall.Endings<Fetched>(
                        new Fetched.Cancelled(),
                        running -> late(what, running),
                        (running, end) -> done.accept(end)));
    }

    private Fetched run(
            String what, Caller caller, Wait first, Work work, RunningCall<Fetched> running) {
        try {
            first.await();
            if (!places.tryAcquire(running.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return new Fetched.Failed(what + " was not read: too much else was, ask later");
            }
            try {
                return work.fetch(
                        new PatientCaller(caller, running, Optional.of(places)), running.lease());
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            return running.timedOut();
        } catch (UnfitException e) {
            return new Fetched.Unfit(message(e));
        } catch (CallerException e) {
            return e.missing()
                    .<Fetched>map(missing -> new Fetched.MissingCapability(message(e), missing))
                    .orElseGet(() -> new Fetched.Failed(message(e)));
        } catch (ProtocolFault e) {
            return running.isOverdue()
                    ? running.timedOut()
                    : new Fetched.Fault(e.code(), e.said(), e.data());
        } catch (McpException e) {
            return running.isOverdue() ? running.timedOut() : new Fetched.Failed(message(e));
        } catch (Throwable e) {
            // The edge to foreign code (a provider): one bad request takes nothing else down, and
            // an answer must come even for an Error.
            LOG.log(Level.ERROR, () -> what + " broke with " + QuietTrace.of(e));
            return new Fetched.Failed(
                    what + " broke off (" + e.getClass().getSimpleName() + "); see the log");
        }
    }

    private Fetched written(String what, ObjectNode result, ResultBudget.Lease lease)
            throws InterruptedException {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        ObjectNode rest = result.objectNode();
        for (var member : result.properties()) {
            switch (member.getKey()) {
                case "_meta", "ttlMs", "cacheScope" -> more.set(member.getKey(), member.getValue());
                case "resultType" -> {
                    // Said by the protocol version that carries it.
                }
                default -> rest.set(member.getKey(), member.getValue());
            }
        }
        return encoder.members(rest, lease)
                .<Fetched>map(json -> new Fetched.Found(more, json))
                .orElseGet(() ->
                        new Fetched.Failed(what + " is empty, or larger than a result may be"));
    }

    private static Fetched late(String what, RunningCall<Fetched> running) {
        return new Fetched.Failed(
                what + " was given up at its deadline after " + running.millis() + " ms");
    }

    private static String message(McpException e) {
        String message = e.getMessage();
        return message == null ? "" : message;
    }
}
