package dev.hqe.benchmarks.chaos;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Agents that come, do one thing and go, in several ways. Each [#run] is one thread's work.
final class Cycles {

    private final Site site;
    private final Ledger ledger;
    private final AtomicLong next = new AtomicLong();

    Cycles(Site site, Ledger ledger) {
        this.site = site;
        this.ledger = ledger;
    }

    /// How many have begun.
    long begun() {
        return next.get();
    }

    /// Goes on until so many have begun, or it is over.
    void run(long cycles, BooleanSupplier over) throws IOException, InterruptedException {
        for (long i = next.getAndIncrement(); i < cycles && !over.getAsBoolean(); ) {
            one(i);
            i = next.getAndIncrement();
        }
    }

    private void one(long number) throws IOException, InterruptedException {
        try (RawAgent agent = new RawAgent(site, ledger, number % 2 == 0)) {
            ledger.count("connects");
            agent.greet();
            agent.turn((int) (number % 12));
            switch ((int) (number % 5)) {
                case 3 -> {
                    ledger.kills(agent.shim().toHandle(), "shims of cycles");
                    agent.shim().destroyForcibly();
                }
                case 4 -> {
                    agent.say("{\"jsonrpc\":\"2.0\",\"method\":\"half");
                    agent.leave();
                }
                default -> agent.leave();
            }
        } catch (RawAgent.Gone e) {
            ledger.count("cycles cut short by a kill");
        }
    }
}
