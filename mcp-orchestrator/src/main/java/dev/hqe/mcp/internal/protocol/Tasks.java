package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResultBudget;
import dev.hqe.mcp.ServerLimits;
import dev.hqe.mcp.internal.share.Shares;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The tasks of a server (SEP-2663): bounded in number, in the size of their results and in time;
/// ended ones make room for new ones, oldest first. Ids cannot be guessed, and a task is found only
/// by the holder of the key that it was made with. Thread-safe.
final class Tasks implements AutoCloseable {

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Task> byId = new ConcurrentHashMap<>();
    private final Map<String, Future<?>> expiries = new ConcurrentHashMap<>();
    private final ServerLimits limits;
    private final InstantSource clock;
    private final Changes changes;
    private final ModernEra era;
    private final ResultBudget results;
    private final ScheduledThreadPoolExecutor timer;

    Tasks(ServerLimits limits, InstantSource clock, Changes changes, ModernEra era) {
        this.limits = limits;
        this.clock = clock;
        this.changes = changes;
        this.era = era;
        this.results = new ResultBudget((int) Math.min(limits.taskBytes(), 1 << 30));
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("mcp-tasks").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// What the results of tasks count against while they are written.
    ResultBudget results() {
        return results;
    }

    /// Makes a task of something that is about to start.
    ///
    /// @return empty when there are too many that run
    Optional<Task> create(Exchange exchange, Principal principal) {
        Optional<Task> task = add(exchange, principal);
        task.ifPresent(exchange::becomes);
        return task;
    }

    /// Makes a task of something that runs, and answers the request that waits for it with that.
    /// Does nothing when none waits, or there are too many.
    void promote(Exchange exchange, Principal principal) {
        if (exchange.reply().isEmpty()) {
            return;
        }
        Optional<Task> task = add(exchange, principal);
        if (task.isEmpty()) {
            return;
        }
        Optional<Pending> waiting = exchange.promote(task.get());
        if (waiting.isEmpty()) {
            forget(task.get());
        } else if (!waiting.get().answer(created(task.get()))) {
            expire(task.get()); // cancelled at that moment: nobody will ever ask after it
        }
    }

    /// Promotes a call if it still runs by then.
    Future<?> promoteLater(Exchange exchange, Principal principal) {
        return timer.schedule(
                () -> {
                    // Answering may wait for a slow client, the timer has others to look after.
                    Thread.ofVirtual()
                            .name("mcp-promotion")
                            .start(() -> promote(exchange, principal));
                },
                limits.promoteAfter().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /// The answer that creates a task.
    Answer created(Task task) {
        return era.result("task", task.summary());
    }

    /// A task for the holder of its key and its profile.
    Optional<Task> find(String id, Principal principal) {
        return Optional.ofNullable(byId.get(id))
                .filter(task -> !principal.access().isClosed())
                .filter(task -> task.principal().isSameHolder(principal))
                .filter(task -> clock.instant().isBefore(task.expiresAt()));
    }

    /// A task by its id alone, for those who were let in before.
    Optional<Task> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        byId.values().forEach(Task::cancel);
    }

    private synchronized Optional<Task> add(Exchange exchange, Principal principal) {
        int share = Shares.each(limits.tasks());
        if (ofHolder(principal).count() >= share) {
            ended().stream()
                    .filter(task -> task.principal().isSameHolder(principal))
                    .findFirst()
                    .ifPresent(this::forget);
        }
        if (ofHolder(principal).count() >= share) {
            return Optional.empty();
        }
        if (byId.size() >= limits.tasks()) {
            ended().stream().findFirst().ifPresent(oldest -> forget(oldest));
        }
        if (byId.size() >= limits.tasks() || timer.isShutdown()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Task task = new Task(id, principal, exchange, limits, clock, this::changed);
        byId.put(id, task);
        expiries.put(
                id,
                timer.schedule(
                        () -> expire(task), limits.taskTtl().toNanos(), TimeUnit.NANOSECONDS));
        return Optional.of(task);
    }

    private Stream<Task> ofHolder(Principal principal) {
        return byId.values().stream().filter(task -> task.principal().isSameHolder(principal));
    }

    private void forget(Task task) {
        byId.remove(task.id());
        Future<?> expiry = expiries.remove(task.id());
        if (expiry != null) {
            expiry.cancel(false);
        }
    }

    private void expire(Task task) {
        forget(task);
        task.cancel();
    }

    private void changed(Task task) {
        if (task.isOver()) {
            makeRoom(task);
        }
        changes.publish(new Change.Task(task.id()));
    }

    private synchronized void makeRoom(Task newest) {
        List<Task> ended = ended();
        long bytes = ended.stream().mapToLong(Task::size).sum();
        for (Task oldest : ended) {
            if (bytes <= limits.taskBytes()) {
                return;
            }
            if (oldest != newest) {
                forget(oldest);
                bytes -= oldest.size();
            }
        }
    }

    private List<Task> ended() {
        return byId.values().stream()
                .filter(Task::isOver)
                .sorted(Comparator.comparing(Task::createdAt))
                .toList();
    }
}
