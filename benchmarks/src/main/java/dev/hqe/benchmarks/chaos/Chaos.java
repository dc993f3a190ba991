package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/// Ten agents, comings and goings, a writer, and somebody who kills; or, with `--minutes`, a mixed
/// load without kills that is watched for growth. Exit code 1 when anything was lost, mixed up or
/// left behind, or grows.
final class Chaos {

    private static final int AGENTS = 10;
    private static final int COMERS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final Site site;
    private final Ledger ledger = new Ledger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();

    private Chaos(Site site) {
        this.site = site;
    }

    public static void main(String[] args) throws Exception {
        long cycles = 1000;
        long minutes = 0;
        long seed = 20261122;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (option.equals("--short")) {
                cycles = 60;
                continue;
            }
            if (i + 1 == args.length || !args[i + 1].matches("\\d{1,9}")) {
                usage();
            }
            long number = Long.parseLong(args[++i]);
            switch (option) {
                case "--cycles" -> cycles = number;
                case "--minutes" -> minutes = number;
                case "--seed" -> seed = number;
                default -> usage();
            }
        }
        Path root = Path.of(System.getProperty("hqe.root", "")).toAbsolutePath();
        Path target = Files.createDirectories(root.resolve("benchmarks/target/chaos"));
        Chaos chaos = new Chaos(Site.fresh(root, target.resolve("run")));
        if (minutes > 0) {
            chaos.load(Duration.ofMinutes(minutes));
        } else {
            chaos.kills(cycles, seed);
        }
        Files.writeString(
                target.resolve(minutes > 0 ? "load.md" : "kills.md"), chaos.report.toString());
        System.exit(chaos.ledger.failed() ? 1 : 0);
    }

    private static void usage() {
        System.err.println(
                "usage: benchmarks/chaos [--short] [--cycles N] [--seed N] [--minutes N]");
        System.exit(2);
    }

    /// Agents, cycles and a writer while shims and workbenches are killed.
    private void kills(long cycles, long seed) throws IOException, InterruptedException {
        say(
                "# Agents and kills: "
                        + cycles
                        + " connects beside "
                        + AGENTS
                        + " agents, seed "
                        + seed);
        Killer killer = new Killer(site, ledger, seed);
        Writer writer = new Writer(site, ledger);
        long start = System.nanoTime();
        List<SdkAgent> official = agents(20, RawAgent::turn);
        start(
                "writer",
                () -> {
                    while (!over.get()) {
                        writer.write();
                        TimeUnit.MILLISECONDS.sleep(300);
                    }
                });
        start("killer", () -> killer.run(over::get));
        BooleanSupplier late = () -> System.nanoTime() - start > LONGEST.toNanos();
        Cycles coming = new Cycles(site, ledger);
        List<Thread> comers = new ArrayList<>();
        for (int i = 0; i < COMERS; i++) {
            comers.add(start("comer", () -> coming.run(cycles, late)));
        }
        for (Thread comer : comers) {
            comer.join();
        }
        if (late.getAsBoolean()) {
            ledger.fail("the cycles took more than " + LONGEST);
        }
        finish(official, start);
        untilAcknowledged(writer);
        killer.look();
        new EndChecks(site, ledger).run(writer.acknowledged(), killer.seen());
        conclude();
    }

    /// The last round is stored with nobody killing, so that there is something acknowledged for
    /// certain.
    private void untilAcknowledged(Writer writer) throws IOException, InterruptedException {
        if (writer.write()) {
            return;
        }
        site.run("stop");
        if (!writer.write()) {
            ledger.fail("nothing could be ingested although nobody is killed any more");
        }
        wake();
    }

    /// A workbench is there for the checks, as an agent starts it.
    private void wake() throws IOException, InterruptedException {
        try (RawAgent agent = new RawAgent(site, ledger, false)) {
            agent.greet();
            agent.leave();
        } catch (RawAgent.Gone e) {
            ledger.fail("an agent cannot start a workbench after all");
        }
    }

    /// What agents do for a while, watched.
    private void load(Duration time) throws IOException, InterruptedException {
        say("# Mixed load of " + time.toMinutes() + " min with " + AGENTS + " agents");
        wake();
        long start = System.nanoTime();
        Writer writer = new Writer(site, ledger);
        ProcessHandle workbench = site.workbench().orElseThrow();
        List<SdkAgent> official = agents(100, this::mixedTurn);
        start(
                "writer",
                () -> {
                    while (!over.get()) {
                        writer.write();
                        TimeUnit.SECONDS.sleep(5);
                    }
                });
        Cycles coming = new Cycles(site, ledger);
        start("comer", () -> coming.run(Long.MAX_VALUE, over::get));
        int heapEvery = time.toMinutes() < 5 ? 5 : 10;
        Watch watch = new Watch(ledger, workbench, heapEvery);
        watch.run(() -> System.nanoTime() - start > time.toNanos());
        finish(official, start);
        if (!workbench.isAlive()) {
            ledger.fail("the workbench ended under the load");
        }
        untilAcknowledged(writer);
        Killer killer = new Killer(site, ledger, 0);
        killer.look();
        new EndChecks(site, ledger).run(writer.acknowledged(), killer.seen());
        say(watch.report());
        conclude();
    }

    /// Lists, reads, asks, and now and then has a large result.
    private void mixedTurn(RawAgent agent, int kind) throws RawAgent.Gone {
        switch (kind % 8) {
            case 0 -> agent.judge(agent.ask("tools/list", Json.object(), "code_audit"));
            case 1 -> agent.judge(agent.ask("resources/list", Json.object(), "resources"));
            case 2 -> agent.judge(agent.call("entities.query", Json.object(), "entities"));
            case 3 -> agent.judge(agent.ask("prompts/list", Json.object(), "prompts"));
            case 4 -> {
                String mark = agent.mark();
                ObjectNode large = Json.object().put("message", mark).put("times", 2);
                agent.judge(agent.call("notes.echo", large, "result"));
            }
            default -> agent.turn(kind);
        }
    }

    /// What a raw agent does once.
    @FunctionalInterface
    private interface Turn {
        void take(RawAgent agent, int kind) throws RawAgent.Gone;
    }

    /// The official clients that are installed, and raw ones up to ten.
    private List<SdkAgent> agents(int pauseMillis, Turn turn) throws IOException {
        List<SdkAgent> official = SdkAgent.start(site, pauseMillis);
        say(
                "official clients: "
                        + official.stream().map(SdkAgent::name).toList()
                        + ", raw ones: "
                        + (AGENTS - official.size()));
        for (int i = official.size(); i < AGENTS; i++) {
            boolean modern = i % 2 == 0;
            start(
                    "agent",
                    () -> {
                        while (!over.get()) {
                            live(modern, pauseMillis, turn);
                        }
                    });
        }
        return official;
    }

    private void live(boolean modern, int pauseMillis, Turn turn)
            throws IOException, InterruptedException {
        try (RawAgent agent = new RawAgent(site, ledger, modern)) {
            agent.greet();
            for (int i = 0; !over.get(); i++) {
                turn.take(agent, i);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
            agent.leave();
        } catch (RawAgent.Gone e) {
            ledger.count("agents that started again");
        }
    }

    /// Work that may fail in two ways that are both worth knowing.
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread start(String name, Work work) {
        Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .start(() -> {
                            try {
                                work.run();
                            } catch (IOException | RuntimeException e) {
                                ledger.fail(name + ": " + e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        threads.add(thread);
        return thread;
    }

    private void finish(List<SdkAgent> official, long start)
            throws IOException, InterruptedException {
        over.set(true);
        for (SdkAgent agent : official) {
            agent.finish(ledger);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        say(String.format("%.0f s", (System.nanoTime() - start) / 1e9));
    }

    private void conclude() {
        ledger.counts().forEach((what, number) -> say("%,9d  %s".formatted(number, what)));
        say(ledger.failed() ? "FAILED" : "nothing was lost, mixed up or left behind");
    }

    private void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
