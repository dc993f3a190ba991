package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.file.FileStamp;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerLog;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.FxDispatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What one server has said on standard error, at most the last [#MOST] lines, as it goes on. For
/// the JavaFX thread.
final class LogModel implements AutoCloseable {

    /// Lines that are shown.
    static final int MOST = 1_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final ServerHosting hosting;
    private final FxDispatcher dispatcher;
    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final AtomicLong round = new AtomicLong();
    private Optional<ServerName> shown = Optional.empty();

    LogModel(ServerHosting hosting, FxDispatcher dispatcher) {
        this.hosting = hosting;
        this.dispatcher = dispatcher;
    }

    /// Shows this server's, or nobody's, from now on.
    void show(Optional<ServerName> server) {
        if (server.equals(shown)) {
            return;
        }
        shown = server;
        lines.clear();
        problem.set("");
        long number = round.incrementAndGet();
        server.ifPresent(
                name -> Thread.ofVirtual().name("window-log").start(() -> follow(name, number)));
    }

    private void follow(ServerName name, long number) {
        ServerLog log = hosting.log(name);
        FileStamp before = FileStamp.NONE;
        while (round.get() == number) {
            FileStamp now = FileStamp.of(log.file());
            if (!now.equals(before)) {
                before = now;
                read(log, number);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void read(ServerLog log, long number) {
        try {
            List<LogLine> read = log.last(MOST).stream().map(LogLine::of).toList();
            dispatcher.post(() -> {
                if (round.get() == number) {
                    problem.set("");
                    take(read);
                }
            });
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            dispatcher.post(() -> {
                if (round.get() == number) {
                    problem.set(message);
                }
            });
        }
    }

    /// Adds what is new at the end, so that a list over it stays where it is.
    private void take(List<LogLine> read) {
        int there = lines.size();
        if (read.size() >= there && read.subList(0, there).equals(lines)) {
            lines.addAll(read.subList(there, read.size()));
        } else {
            lines.setAll(read);
        }
    }

    ObservableList<LogLine> lines() {
        return lines;
    }

    /// Why it cannot be read; empty if it can.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        round.incrementAndGet();
    }
}
