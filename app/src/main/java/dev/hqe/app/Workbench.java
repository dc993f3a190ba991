package dev.hqe.app;

import dev.hqe.app.activity.CallJournal;
import dev.hqe.app.activity.FactJournal;
import dev.hqe.app.agent.AgentAccess;
import dev.hqe.app.memory.CitationResources;
import dev.hqe.app.memory.MemoryModels;
import dev.hqe.app.memory.MemoryTools;
import dev.hqe.app.memory.TopicMemory;
import dev.hqe.app.source.DataSources;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestSettings;
import dev.hqe.ingestion.source.Sources;
import dev.hqe.ingestion.watch.SourceWatches;
import dev.hqe.kernel.Lifecycle;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivitySettings;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.kernel.topic.Permissions.CallLimits;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicGrants;
import dev.hqe.kernel.topic.TopicPlaces;
import dev.hqe.kernel.topic.TopicScan;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.ServerLimits;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.context.EntityResources;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.ProgramNeeds;
import dev.hqe.mcp.oauth.SignInNeeded;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import dev.hqe.mcp.policy.ApprovalLimits;
import dev.hqe.mcp.policy.Approvals;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.mcp.results.LargeResults;
import dev.hqe.mcp.results.ResultStore;
import dev.hqe.mcp.results.ResultTools;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import dev.hqe.mcp.tools.EntityTools;
import dev.hqe.mcp.tools.TopicTools;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.chunk.ChunkSettings;
import dev.hqe.memory.index.EntityCutter;
import dev.hqe.memory.index.Models;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A running workbench: every part, wired together, on one data directory.
///
/// The constructor is the whole wiring; read it from top to bottom. Thread-safe once opened.
public final class Workbench implements AutoCloseable {

    /// The longest a tool may take. Long enough to read a large corpus; a Topic's tool that reads
    /// nothing is stopped much earlier.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private static final Duration PROFILE_LOOK = Duration.ofSeconds(1);

    /// Memory, frames, operands and output of one guest at its worst.
    private static final long HEAP_PER_GUEST = 192L << 20;

    private static final String INSTRUCTIONS =
            """
            HQE Workbench gives you the tools of its Topics and the entities that were ingested. \
            entities.query lists what is stored; memory.search finds pieces of its text, by words and by \
            meaning, with citations. Tools named topic.tool belong to that Topic; those \
            that read entities do so by themselves, so you need not pass files to them. Tools named \
            server.tool belong to other MCP servers that a person has added. When there is a tool \
            find_tools, most tools are not in the list: describe what you need to it, then call_tool.\
            """;

    private final Lifecycle lifecycle;
    private final WorkbenchHome home;
    private final EventBus bus;
    private final Database database;
    private final ActivityLog activity;
    private final Outbox outbox;
    private final EntityStore entities;
    private final DeadLetters deadLetters;
    private final FolderIngest folderIngest;
    private final DataSources dataSources;
    private final Memory memory;
    private final TopicCatalog topics;
    private final TopicValues topicValues;
    private final TopicTools topicTools;
    private final TopicOffers offers;
    private final SecretStore secrets;
    private final Hosting hosting;
    private final PolicyFile policy;
    private final ProfileFile profiles;
    private final AgentAccess agents;
    private final Approvals approvals;
    private final ResultStore results;
    private final ToolRoad road;
    private final McpServer mcpServer;

    private Workbench(
            Lifecycle lifecycle,
            Path directory,
            Installation installation,
            BrokerSettings tools,
            PassphrasePrompt prompt,
            InstantSource clock) {
        this.lifecycle = lifecycle;
        home = lifecycle.open("home", () -> WorkbenchHome.open(directory, clock.instant()));
        EventBus created = new EventBus(clock);
        TopicScan scan =
                new TopicScan(
                        new TopicPlaces(
                                installation.bundledTopics().stream().toList(), home.directory()));
        // The database and the Topics each take about as long as all the rest.
        CompletableFuture<TopicScan.Result> scanned = CompletableFuture.supplyAsync(scan::read);
        database =
                lifecycle.open(
                        "database",
                        () ->
                                new UnpackedLibrary(home.directory().resolve("run/native"))
                                        .during(this::openDatabase));
        bus = lifecycle.open("event bus", () -> created);
        activity =
                lifecycle.open(
                        "activity",
                        () ->
                                ActivityLog.in(
                                        home.activity(),
                                        ActivitySettings.DEFAULT,
                                        clock,
                                        bus::publish));
        lifecycle.open("activity journal", () -> new FactJournal(bus, activity::add, clock));
        outbox =
                lifecycle.open(
                        "outbox",
                        () ->
                                new Outbox(
                                        database,
                                        bus,
                                        clock,
                                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts)));
        entities = new EntityStore(database, outbox, clock);

        deadLetters = new DeadLetters(database, clock);
        folderIngest =
                lifecycle.open(
                        "ingestion",
                        () ->
                                new FolderIngest(
                                        database,
                                        entities,
                                        deadLetters,
                                        bus,
                                        clock,
                                        IngestSettings.DEFAULT));

        secrets =
                lifecycle.open(
                        "secrets",
                        () -> SecretStore.inHome(home.directory(), System.getenv(), prompt));
        WebClient web = lifecycle.open("web client", () -> new WebClient(WebLimits.DEFAULT));

        memory = lifecycle.open("memory", this::openMemory);
        lifecycle.onStart("memory", memory::start);

        topicValues = new TopicValues(database);
        GuestServices guests =
                new GuestServices(
                        entities,
                        topicValues,
                        secrets,
                        web,
                        new TopicMemory(memory),
                        bus::publish,
                        clock);
        WasmSandbox sandbox =
                lifecycle.open(
                        "sandbox", () -> new WasmSandbox(sandboxLimits(), CompileMode.BACKGROUND));
        topics =
                new TopicCatalog(
                        scan,
                        new TopicGrants(database),
                        new ProgramNeeds(sandbox),
                        this::serverNamed,
                        bus,
                        clock);
        topicTools =
                lifecycle.open(
                        "topic tools", () -> new TopicTools(topics.topics(), sandbox, guests));
        dataSources =
                lifecycle.open(
                        "sources",
                        () ->
                                new DataSources(
                                        database,
                                        entities,
                                        deadLetters,
                                        bus,
                                        topics::find,
                                        topicTools,
                                        web,
                                        secrets,
                                        home.directory().resolve("run"),
                                        clock));
        hosting =
                lifecycle.open(
                        "hosted servers",
                        () ->
                                new Hosting(
                                        home.directory(),
                                        this::topicNames,
                                        secrets,
                                        name -> page -> askForSignIn(name, page),
                                        Hosting.identity(installation),
                                        ClientLimits.DEFAULT,
                                        bus::publish,
                                        clock));
        offers = new TopicOffers(topics, topicTools, entities, hosting);
        lifecycle.onStart("topics", () -> startTopics(scanned));
        lifecycle.onStart("hosted servers", hosting::start);
        policy = new PolicyFile(home.policy(), clock);
        profiles = new ProfileFile(home.directory().resolve(ProfileFile.NAME));
        agents = new AgentAccess(profiles, topics, entities);
        approvals = new Approvals(ApprovalLimits.DEFAULT, clock, bus::publish);
        PolicyToolPolicy grants = new PolicyToolPolicy(policy, approvals, clock);
        hosting.host().judgedBy(grants::denies);
        results = new ResultStore(ResultStore.Limits.DEFAULT, clock);
        ToolBroker broker =
                new ToolBroker(
                        tools, grants, new LargeResults(results, LargeResults.DEFAULT_TOKENS));
        road =
                lifecycle.open(
                        "tool road",
                        () ->
                                new ToolRoad(
                                        providers(broker, installation.extension(), clock),
                                        grants,
                                        broker,
                                        bus::publish,
                                        RoadLimits.DEFAULT.within(
                                                LONGEST_CALL, RoadLimits.DEFAULT.grace()),
                                        clock));
        road.recordedBy(new CallJournal(activity::addLater));
        mcpServer =
                lifecycle.open(
                        "mcp server",
                        () ->
                                new McpServer(
                                        new ServerInfo(
                                                "hqe-workbench",
                                                "HQE Workbench",
                                                installation.version()),
                                        INSTRUCTIONS,
                                        road,
                                        resources(installation.extension()),
                                        prompts(installation.extension()),
                                        offers.skills(),
                                        hosting.firstSight(),
                                        ServerLimits.DEFAULT));
        profiles.onChange(mcpServer::accessChanged);
        lifecycle.onStart("profiles", this::watchProfiles);
        lifecycle.onStart("outbox", outbox::start);
    }

    private Database openDatabase() {
        return Database.open(
                home.database(), WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT);
    }

    /// Opening costs next to nothing: models, vectors and natives are loaded by what needs them.
    private Memory openMemory() {
        Models models = MemoryModels.of(home.directory(), database, new SecretReferences(secrets));
        return new Memory(
                database,
                entities,
                bus,
                new EntityCutter(ChunkSettings.DEFAULT, () -> models.wanted().tokens()),
                models,
                MemorySettings.DEFAULT);
    }

    /// Who asks for the profiles sees a change by itself; this is for agents that say nothing and
    /// have to be told that there is something else to see.
    private void watchProfiles() {
        Thread watching = Thread.ofVirtual().name("profiles").unstarted(this::lookAtProfiles);
        lifecycle.open("profiles", () -> () -> end(watching));
        watching.start();
    }

    private void lookAtProfiles() {
        try {
            while (true) {
                profiles.profiles();
                TimeUnit.MILLISECONDS.sleep(PROFILE_LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ToolProvider> providers(
            ToolBroker broker, Extension extension, InstantSource clock) {
        List<ToolProvider> providers = new ArrayList<>();
        providers.add(new EntityTools(entities, this::schema, clock));
        providers.add(new MemoryTools(memory, entities, clock));
        providers.add(new ResultTools(results));
        providers.add(broker.tools());
        providers.add(topicTools);
        providers.add(hosting.host());
        providers.addAll(extension.tools());
        return providers;
    }

    /// What entities of a kind must look like; empty if no such Topic runs.
    public Optional<JsonSchema> schema(TopicId topic, Kind kind) {
        return topics.find(topic).flatMap(one -> one.schema(kind));
    }

    private List<ResourceProvider> resources(Extension extension) {
        List<ResourceProvider> providers = new ArrayList<>();
        providers.add(new CitationResources(memory));
        providers.add(lifecycle.open("entity resources", () -> new EntityResources(entities, bus)));
        providers.addAll(offers.resources());
        providers.add(results);
        providers.add(hosting.host().resources());
        providers.addAll(extension.resources());
        return providers;
    }

    private List<PromptProvider> prompts(Extension extension) {
        List<PromptProvider> providers = new ArrayList<>(offers.prompts());
        providers.add(hosting.host().prompts());
        providers.addAll(extension.prompts());
        return providers;
    }

    /// The ids of the Topics, which no server may have for a name.
    private Map<String, String> topicNames() {
        Map<String, String> names = new HashMap<>();
        topics.topics()
                .forEach(topic ->
                        names.put(topic.id().value(), "the Topic " + topic.manifest().name()));
        return names;
    }

    private static void askForSignIn(ServerName server, URI page) {
        throw new SignInNeeded(page, "Run: hqe server login " + server);
    }

    /// What Topic programs are admitted and run with. Guests share this JVM's heap, so on a small
    /// one fewer run at a time.
    public static SandboxLimits sandboxLimits() {
        SandboxLimits limits = SandboxLimits.DEFAULT;
        long fit = Runtime.getRuntime().maxMemory() / 2 / HEAP_PER_GUEST;
        int concurrent = Math.clamp(fit, 1, limits.run().concurrent());
        return limits.withRun(
                limits.run()
                        .withDeadline(LONGEST_CALL)
                        .withMemoryPages(CallLimits.MOST_MEMORY_PAGES)
                        .withConcurrency(concurrent, limits.run().queueWait()));
    }

    private void startTopics(CompletableFuture<TopicScan.Result> scanned) {
        offers.start(scanned);
        TopicOffers.clearRemoved(topicValues, bus);
        lifecycle.open("topic watch", () -> offers.watch(home.topics()));
    }

    /// Takes in the Topics that a person has added, changed or taken away since.
    public void noticeTopics() {
        topics.load();
    }

    private Optional<String> serverNamed(TopicId id) {
        return hosting.host().statuses().stream()
                .map(status -> status.config().name().value())
                .filter(id.value()::equals)
                .findFirst()
                .map(name -> "the server '" + name + "'");
    }

    /// Opens and starts a workbench.
    ///
    /// @throws dev.hqe.kernel.HomeException if the directory cannot be used or another workbench
    ///   holds it
    public static Workbench open(Path directory, Installation installation) {
        return open(directory, installation, BrokerSettings.DEFAULT);
    }

    /// The same with tools shown to agents in another way.
    public static Workbench open(Path directory, Installation installation, BrokerSettings tools) {
        return open(directory, installation, tools, PassphrasePrompt.NOBODY);
    }

    /// The same with somebody to ask.
    ///
    /// @param prompt asked, on any thread, when a secret is first wanted and nothing else opens it
    public static Workbench open(
            Path directory,
            Installation installation,
            BrokerSettings tools,
            PassphrasePrompt prompt) {
        Lifecycle lifecycle = new Lifecycle();
        try {
            Workbench workbench =
                    new Workbench(
                            lifecycle,
                            directory,
                            installation,
                            tools,
                            prompt,
                            InstantSource.system());
            lifecycle.start();
            return workbench;
        } catch (RuntimeException | Error e) {
            lifecycle.close();
            throw e;
        }
    }

    private static void end(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    public WorkbenchHome home() {
        return home;
    }

    public EventBus bus() {
        return bus;
    }

    public Database database() {
        return database;
    }

    public Outbox outbox() {
        return outbox;
    }

    public EntityStore entities() {
        return entities;
    }

    /// What can be found and cited.
    public Memory memory() {
        return memory;
    }

    /// What has happened.
    public ActivityLog activity() {
        return activity;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public FolderIngest folderIngest() {
        return folderIngest;
    }

    /// Where data comes from, as a person has added it.
    public Sources sources() {
        return dataSources.sources();
    }

    /// Runs sources that are to be run again and again, and follows folders, while this is open.
    public void keepSourcesRunning() {
        dataSources.keepRunning();
    }

    /// What follows folders.
    public SourceWatches watches() {
        return dataSources.watches();
    }

    public TopicCatalog topics() {
        return topics;
    }

    /// The tools of the Topics' programs.
    public TopicTools topicTools() {
        return topicTools;
    }

    /// What Topics' programs keep from call to call.
    public TopicValues topicValues() {
        return topicValues;
    }

    /// Where secrets are kept.
    public SecretStore secrets() {
        return secrets;
    }

    /// The hosted servers.
    public Hosting hosting() {
        return hosting;
    }

    /// Who may call which tool.
    public PolicyFile policy() {
        return policy;
    }

    /// What agents of this machine may see, by what they ask for.
    public AgentAccess agents() {
        return agents;
    }

    /// Where a window or a terminal registers to ask a person.
    public Approvals approvals() {
        return approvals;
    }

    public ToolRoad road() {
        return road;
    }

    public McpServer mcpServer() {
        return mcpServer;
    }

    /// How long each part took to open and start.
    public List<Lifecycle.Step> steps() {
        return lifecycle.steps();
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
