package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.SecretStoreState;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.Difference;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The servers there are, the one that is looked at, and what can be done with it. For the JavaFX
/// thread; it never blocks it.
final class ServersModel implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(120);

    /// What no fact tells of, such as a change of the file, shows after so long.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /// What was read.
    ///
    /// @param problem what is wrong with the file as a whole; empty for nothing
    /// @param locked why the secrets cannot be read that a server wants; empty for nothing
    private record Seen(List<ServerRow> rows, String problem, String locked) {}

    private final ServerHosting hosting;
    private final ServerDeeds deeds;
    private final FxDispatcher dispatcher;
    private final Consumer<Told> told;
    private final Reload<Seen> reload;
    private List<ServerRow> all = List.of();
    private boolean known;
    private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Listing> listing =
            new ReadOnlyObjectWrapper<>(new Listing.Loading());
    private final ReadOnlyObjectWrapper<@Nullable ServerRow> selected =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper locked = new ReadOnlyStringWrapper("");
    private @Nullable String wanted;
    private volatile boolean watching;
    private volatile boolean closed;
    private volatile Optional<SecretStoreState> secrets = Optional.empty();

    /// @param told hears what came of each wish, on the JavaFX thread
    ServersModel(ServerHosting hosting, FxDispatcher dispatcher, Consumer<Told> told) {
        this.hosting = hosting;
        this.deeds = new ServerDeeds(hosting);
        this.dispatcher = dispatcher;
        this.told = told;
        this.reload =
                new Reload<>(
                        "servers",
                        dispatcher,
                        PAUSE,
                        this::look,
                        this::show,
                        e -> problem.set(String.valueOf(e.getMessage())));
        words.addListener((property, before, now) -> list());
        reload.request();
    }

    /// Reads them anew.
    void refresh() {
        reload.request();
    }

    /// The same, and looks again whether the secrets can be read.
    void refreshAll() {
        secrets = Optional.empty();
        reload.request();
    }

    /// Looks again every two seconds, while this is so.
    void watch(boolean so) {
        boolean begins = so && !watching;
        watching = so;
        if (begins) {
            Thread.ofVirtual().name("window-servers-watch").start(this::keepLooking);
        }
    }

    private void keepLooking() {
        while (watching && !closed) {
            reload.request();
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private Seen look() {
        List<ServerStatus> statuses = hosting.host().statuses();
        Map<String, List<ToolDefinition>> tools =
                hosting.host().tools().stream()
                        .map(tool -> tool.definition())
                        .filter(tool -> tool.origin().kind() == ToolOrigin.Kind.SERVER)
                        .collect(Collectors.groupingBy(tool -> tool.origin().name()));
        List<ServerRow> seen = new ArrayList<>();
        for (ServerStatus status : statuses) {
            seen.add(
                    ServerRow.of(
                            status, tools.getOrDefault(status.config().name().value(), List.of())));
        }
        String wrong = "";
        try {
            HostedServers file = hosting.file();
            file.broken()
                    .forEach(
                            (name, problems) -> seen.add(ServerRow.broken(name, joined(problems))));
        } catch (InvalidDocumentException e) {
            wrong = joined(e.problems());
        } catch (ConfigException e) {
            wrong = String.valueOf(e.getMessage());
        }
        seen.sort(Comparator.comparing(ServerRow::name, String.CASE_INSENSITIVE_ORDER));
        return new Seen(seen, wrong, lockedSecrets(statuses));
    }

    private static String joined(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /// Secrets are asked for only where a server that is on wants some, and once.
    private String lockedSecrets(List<ServerStatus> statuses) {
        boolean wants =
                statuses.stream()
                        .map(ServerStatus::config)
                        .filter(server -> !server.disabled())
                        .flatMap(server -> server.references().stream())
                        .anyMatch(one -> one.source() == ConfigReference.Source.SECRET);
        if (!wants) {
            return "";
        }
        SecretStoreState state = secrets.orElseGet(hosting.secrets()::state);
        secrets = Optional.of(state);
        return state.usable() || state.empty() ? "" : state.detail();
    }

    private void show(Seen seen) {
        known = true;
        all = seen.rows();
        problem.set(seen.problem());
        locked.set(seen.locked());
        list();
        ServerRow now = selected.get();
        String name = wanted != null ? wanted : now == null ? null : now.name();
        Optional<ServerRow> found = find(name == null ? "" : name);
        if (found.isPresent()) {
            wanted = null;
            if (!found.get().equals(now)) {
                selected.set(found.get());
            }
        } else if (wanted == null || now != null) {
            selected.set(rows.isEmpty() ? null : rows.getFirst());
        }
    }

    private void list() {
        String typed = words.get().strip();
        String[] parts = typed.toLowerCase(Locale.ROOT).split("\\s+");
        List<ServerRow> now = all.stream().filter(row -> row.matches(parts)).toList();
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
        listing.set(
                !known
                        ? new Listing.Loading()
                        : all.isEmpty()
                                ? new Listing.Nothing()
                                : now.isEmpty() ? new Listing.NoMatch(typed) : new Listing.Rows());
    }

    /// Those that fit the words, by name.
    ObservableList<ServerRow> rows() {
        return rows;
    }

    /// All of them.
    List<ServerRow> all() {
        return all;
    }

    StringProperty words() {
        return words;
    }

    ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    /// The one that is looked at; null for none.
    ReadOnlyObjectProperty<@Nullable ServerRow> selected() {
        return selected.getReadOnlyProperty();
    }

    /// What is wrong with the file as a whole; empty for nothing.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Why the secrets cannot be read that a server wants; empty for nothing.
    ReadOnlyStringProperty locked() {
        return locked.getReadOnlyProperty();
    }

    Optional<ServerRow> find(String name) {
        return all.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /// Looks at a server, now or when it comes.
    void select(String name) {
        Optional<ServerRow> found = find(name);
        wanted = found.isPresent() ? null : name;
        found.ifPresent(selected::set);
    }

    /// Connects a server, which starts its process. How that went stands in its row.
    void start(ServerRow row) {
        hosted(row).ifPresent(name -> inBackground("start", () -> connect(name)));
    }

    /// Ends it, forgets that it has failed, and starts it anew, with its secrets read anew.
    void restart(ServerRow row) {
        secrets = Optional.empty();
        hosted(row)
                .ifPresent(name ->
                        inBackground(
                                "restart",
                                () -> {
                                    hosting.host().restart(name);
                                    return connect(name);
                                }));
    }

    /// Restarts all that have failed.
    void restartFailed() {
        all.stream().filter(row -> row.stand() == Stand.FAILED).forEach(this::restart);
    }

    private Optional<Told> connect(ServerName name) {
        try {
            hosting.host().connect(name);
        } catch (McpException e) {
            return Optional.empty(); // its row says so, with the reason
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /// Ends its process or connection. The next call starts it again.
    void stop(ServerRow row) {
        hosted(row).ifPresent(name -> inBackground("stop", () -> Optional.of(deeds.stop(name))));
    }

    /// Keeps it and starts it no more, or again.
    void turn(ServerRow row, boolean on) {
        own(row).ifPresent(
                        server -> inBackground("turn", () -> Optional.of(deeds.turn(server, on))));
    }

    /// Takes it out of the file.
    ///
    /// @param forget whether to forget also which of its tools were accepted
    void remove(ServerRow row, boolean forget) {
        if (row.topic().isEmpty()) {
            inBackground("remove", () -> Optional.of(deeds.remove(row.name(), forget)));
        }
    }

    /// Says yes to tools that are new or others than before.
    void accept(ServerRow row, List<Difference> shown) {
        hosted(row)
                .ifPresent(name ->
                        inBackground("accept", () -> Optional.of(deeds.accept(name, shown))));
    }

    /// Adds a server, or changes the one of this name.
    ///
    /// @param after is told on the JavaFX thread; with nothing when it was done
    void save(
            HostedServerConfig server,
            Map<String, char[]> typed,
            boolean replacing,
            Consumer<Optional<String>> after) {
        inBackground(
                "save",
                () -> {
                    Told result = deeds.save(server, typed, replacing);
                    dispatcher.post(() ->
                            after.accept(
                                    result instanceof Told.Failed(String _, String message)
                                            ? Optional.of(message)
                                            : Optional.empty()));
                    if (result instanceof Told.Failed) {
                        return Optional.empty(); // said in the form
                    }
                    dispatcher.post(() -> select(server.name().value()));
                    return Optional.of(result);
                });
    }

    /// Takes back what was done.
    void undo(String name, Runnable undo) {
        inBackground("undo", () -> Optional.of(deeds.undo(name, undo)));
    }

    private static Optional<ServerName> hosted(ServerRow row) {
        return row.config().map(HostedServerConfig::name);
    }

    private static Optional<HostedServerConfig> own(ServerRow row) {
        return row.config().filter(server -> server.topic().isEmpty());
    }

    private void inBackground(String what, Supplier<Optional<Told>> work) {
        Thread.ofVirtual()
                .name("window-servers-" + what)
                .start(() -> {
                    Optional<Told> came;
                    try {
                        came = work.get();
                    } catch (RuntimeException e) { // the edge: shown to the person
                        came = Optional.of(new Told.Failed("", String.valueOf(e.getMessage())));
                    }
                    Optional<Told> result = came;
                    dispatcher.post(() -> result.ifPresent(told));
                    reload.request();
                });
    }

    @Override
    public void close() {
        closed = true;
        watching = false;
        Thread.ofVirtual()
                .name("window-servers-end")
                .start(() -> {
                    try {
                        deeds.emptyBin();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
