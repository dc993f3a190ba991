package dev.hqe.app;

import dev.hqe.app.connect.ClientConnections;
import dev.hqe.app.server.WindowServers;
import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.IngestRun;
import dev.hqe.ingestion.Origins;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryState;
import dev.hqe.ui.AgentConnection;
import dev.hqe.ui.AgentSessions;
import dev.hqe.ui.AgentSetup;
import dev.hqe.ui.Display;
import dev.hqe.ui.FolderIngestion;
import dev.hqe.ui.Ports;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.ToolList;
import dev.hqe.ui.Vitals;
import dev.hqe.ui.WindowException;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.WorkbenchWindow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The window of a workbench, which opens when it is wanted, and again after it was closed: the
/// adapters from what the window asks for to who answers it. Thread-safe.
public final class Window implements AutoCloseable {

    private final Workbench workbench;
    private final Installation installation;
    private final Supplier<Runnable> keep;
    private final AgentSessions sessions;
    private @Nullable Showing showing;
    private boolean closed;

    /// A window that is not open. JavaFX is not touched before it is.
    ///
    /// @param keep keeps the workbench while the window is open; gives what takes that back
    /// @param sessions which agents are connected
    public Window(
            Workbench workbench,
            Installation installation,
            Supplier<Runnable> keep,
            AgentSessions sessions) {
        this.sessions = sessions;
        this.workbench = workbench;
        this.installation = installation;
        this.keep = keep;
    }

    /// A window that is open.
    ///
    /// @param gone done when it has been closed, by whomever, and has let go of all it was at
    public record Showing(WorkbenchWindow window, CompletableFuture<Void> gone) {}

    /// Opens the window, or brings it in front of others.
    ///
    /// @param display where, if this is the first time
    /// @throws dev.hqe.ui.WindowException if no window can be opened there, with what to do
    public synchronized Showing show(Display display) {
        if (closed) {
            throw new WindowException(
                    "no window is opened any more: the workbench is ending", null);
        }
        Showing now = showing;
        if (now != null && !now.window().isClosed()) {
            now.window().toFront();
            return now;
        }
        Runnable release = keep.get();
        try {
            if (now != null) {
                now.gone().join(); // its last folder is let go of
            }
            Showing opened =
                    new Showing(WorkbenchWindow.open(parts(), display), new CompletableFuture<>());
            Thread.ofVirtual().name("window-end").start(() -> awaitEnd(opened, release));
            showing = opened;
            return opened;
        } catch (RuntimeException | Error e) {
            release.run();
            throw e;
        }
    }

    private static void awaitEnd(Showing opened, Runnable release) {
        try (WorkbenchWindow window = opened.window()) {
            window.awaitClosed();
        } finally {
            release.run();
            opened.gone().complete(null);
        }
    }

    /// Closes it, and it does not open again.
    @Override
    public synchronized void close() {
        closed = true;
        Showing now = showing;
        if (now != null) {
            now.window().close();
            now.gone().join();
        }
    }

    private WindowParts parts() {
        return new WindowParts(
                workbench.home().directory(),
                workbench.bus(),
                workbench.topics(),
                workbench.entities(),
                workbench.outbox()::backlog,
                new Ingestion(workbench.folderIngest(), workbench.deadLetters()),
                new Tools(workbench.road(), workbench.topics()),
                agents(installation),
                workbench.approvals(),
                InstantSource.system(),
                Ports.none()
                        .with(Vitals.class, this::vitals)
                        .with(ToolRoad.class, workbench.road())
                        .with(PolicyFile.class, workbench.policy())
                        .with(ActivityLog.class, workbench.activity())
                        .with(
                                ServerHosting.class,
                                new WindowServers(
                                        workbench.home().directory(),
                                        installation,
                                        workbench.hosting(),
                                        workbench.secrets()))
                        .with(AgentSessions.class, sessions)
                        .with(
                                AgentSetup.class,
                                ClientConnections.here(workbench.home().directory(), installation))
                        .with(ProfileFile.class, workbench.agents().profiles())
                        .with(
                                ApiKeys.class,
                                new ApiKeys(workbench.secrets(), InstantSource.system()))
                        .with(Memory.class, workbench.memory())
                        .with(Origins.class, new Origins(workbench.database())));
    }

    private Vitals.Reading vitals() {
        List<ServerStatus> servers =
                workbench.hosting().host().statuses().stream()
                        .filter(status -> status.state() != ServerStatus.State.DISABLED)
                        .toList();
        long ready =
                servers.stream()
                        .filter(status -> status.state() != ServerStatus.State.FAILED)
                        .count();
        MemoryState memory = workbench.memory().state();
        return new Vitals.Reading(
                sessions.now().size(),
                (int) ready,
                servers.size(),
                memory.pending() + (memory.vectors().isEmpty() ? memory.withoutVector() : 0),
                workbench.hosting().problems().stream().map(Problem::toString).toList());
    }

    private static AgentConnection agents(Installation installation) {
        String program = installation.command().getFirst();
        List<String> arguments = installation.command().subList(1, installation.command().size());
        StringBuilder quoted = new StringBuilder();
        arguments.forEach(argument -> quoted.append(quote(argument)).append(", "));
        String json =
                """
                {
                  "mcpServers": {
                    "hqe": {"command": %s, "args": [%s"mcp"]}
                  }
                }\
                """
                        .formatted(quote(program), quoted);
        return new AgentConnection(
                List.of(
                        new AgentConnection.Way(
                                "Claude Code",
                                "claude mcp add hqe -- " + installation.shellCommand()),
                        new AgentConnection.Way("Any client, JSON", json)));
    }

    private static String quote(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }

    private record Tools(ToolRoad road, TopicCatalog topics) implements ToolList {

        private static final Principal PERSON = new Principal(Principal.Kind.PERSON, "window", "");

        @Override
        public List<Tool> tools() {
            return road.tools(PERSON).stream().map(this::tool).toList();
        }

        private Tool tool(ToolDefinition definition) {
            String name = definition.name().value();
            return new Tool(
                    name,
                    definition.title(),
                    definition.description(),
                    topics.topics().stream()
                            .map(Topic::id)
                            .filter(topic -> name.startsWith(topic + "."))
                            .findFirst()
                            .orElse(null));
        }
    }

    private record Ingestion(FolderIngest ingest, DeadLetters letters) implements FolderIngestion {

        @Override
        public boolean accepts(Topic topic) {
            return topic.schema(FolderIngest.KIND).isPresent();
        }

        @Override
        public Summary ingest(
                Path folder, Topic topic, Consumer<Progress> progress, BooleanSupplier cancelled) {
            AtomicReference<IngestRun> started = new AtomicReference<>();
            IngestRun run =
                    ingest.start(
                            folder,
                            topic,
                            now -> {
                                progress.accept(progress(now));
                                IngestRun running = started.get();
                                if (running != null && cancelled.getAsBoolean()) {
                                    running.cancel();
                                }
                            });
            started.set(run);
            return summary(run.await(), topic.id());
        }

        private static Progress progress(IngestProgress now) {
            return new Progress(
                    now.walked() ? now.found() : 0, now.done(), now.skipped() + now.rejected(), "");
        }

        private Summary summary(IngestReport report, TopicId topic) {
            IngestProgress counts = report.counts();
            return new Summary(
                    counts.created(),
                    counts.updated(),
                    counts.unchanged(),
                    counts.deleted(),
                    counts.skipped() + counts.rejected(),
                    skips(topic, report.folder()),
                    report.outcome() == IngestReport.Outcome.CANCELLED);
        }

        private List<Skip> skips(TopicId topic, Path folder) {
            DeadLetters.Filter filter =
                    DeadLetters.Filter.all().topic(topic).source(folder.toString());
            return letters.list(filter, 0, Summary.MAX_SKIPS).items().stream()
                    .map(Ingestion::skip)
                    .toList();
        }

        private static Skip skip(DeadLetter letter) {
            return new Skip(letter.item(), letter.detail());
        }
    }
}
