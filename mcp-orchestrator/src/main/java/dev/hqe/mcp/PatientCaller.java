package dev.hqe.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A caller whose answers cost the call that asks nothing: its deadline stands still, and others
/// may run in its place meanwhile. Thread-safe.
final class PatientCaller implements Caller {

    private final Caller caller;
    private final RunningCall<?> running;
    private final Optional<Semaphore> place;

    /// @param place where the call holds one permit; empty when it holds none
    PatientCaller(Caller caller, RunningCall<?> running, Optional<Semaphore> place) {
        this.caller = caller;
        this.running = running;
        this.place = place;
    }

    @Override
    public ClientAbilities abilities() {
        return caller.abilities();
    }

    @Override
    public void report(double progress, double total, String message) {
        caller.report(progress, total, message);
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        caller.log(level, logger, data);
    }

    @Override
    public void detach() {
        caller.detach();
    }

    @Override
    public Map<String, ObjectNode> ask(Map<String, InputRequest> requests)
            throws InterruptedException {
        running.pause();
        place.ifPresent(Semaphore::release);
        try {
            return caller.ask(requests);
        } finally {
            place.ifPresent(Semaphore::acquireUninterruptibly);
            running.resume();
        }
    }
}
