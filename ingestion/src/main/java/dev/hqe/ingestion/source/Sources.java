package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.http.HttpFetch;
import dev.hqe.ingestion.map.RecordTransforms;
import dev.hqe.ingestion.source.Source.State;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// The sources of a workbench: adds and removes them, runs them, and tries dead letters again.
///
/// Thread-safe; methods block, so call from virtual threads. Closing it cancels what still runs.
public final class Sources implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sources.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration FOLLOWING = Duration.ofSeconds(30);

    /// What records would become.
    ///
    /// @param entities the first that fit
    /// @param unfit what is wrong with records among them that do not, each with its place
    /// @param notices what a person should know about the source as a whole
    public record Preview(List<Entity> entities, List<String> unfit, List<String> notices) {

        public Preview {
            entities = List.copyOf(entities);
            unfit = List.copyOf(unfit);
            notices = List.copyOf(notices);
        }
    }

    /// What became of dead letters that were tried again.
    ///
    /// @param stored became entities, and are letters no more
    /// @param refused do not fit still; their letters now say why
    /// @param left cannot be tried again by themselves: their source has to be run again, or is
    ///   gone
    public record Replayed(long stored, long refused, long left) {}

    private final SourceTable table;
    private final SourceTimes times;
    private final SourceRun.Context context;
    private final Function<TopicId, Optional<Topic>> topics;
    private final SourceInputs inputs;
    private final ListedEntities listed;
    private final RecordJudges judges;
    private final SourceFolders folders;
    private final Previews previews;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Replays replays;
    private final ConcurrentHashMap<SourceName, Optional<SourceRun>> running =
            new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param topics those that run
    /// @param scratch folder for what has to be a file before it can be read
    public Sources(
            Database database,
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            Function<TopicId, Optional<Topic>> topics,
            Path scratch,
            InstantSource clock) {
        this(
                database,
                store,
                deadLetters,
                bus,
                topics,
                RecordTransforms.NONE,
                HttpAsking.of(HttpFetch.NONE, clock, scratch));
    }

    /// @param topics those that run
    /// @param transforms what they can put records through
    /// @param asking asks APIs; its folder and its clock are those of all sources
    public Sources(
            Database database,
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            Function<TopicId, Optional<Topic>> topics,
            RecordTransforms transforms,
            HttpAsking asking) {
        this.table = new SourceTable(database);
        this.times = new SourceTimes(database, asking.clock(), asking.random());
        this.context = new SourceRun.Context(store, deadLetters, table, bus, asking.clock());
        this.topics = topics;
        this.listed = new ListedEntities(database, store);
        this.inputs = new SourceInputs(asking.scratch(), asking, table, listed);
        this.judges = new RecordJudges(transforms, asking.clock());
        this.folders = new SourceFolders(database, context, judges, asking.scratch());
        this.previews = new Previews(judges, inputs, folders, asking.scratch());
        this.replays = new Replays(deadLetters, store, this::find, this::judge, () -> closed);
    }

    /// All, by name.
    public List<Source> list() {
        return table.list();
    }

    /// The source of this name.
    ///
    /// @throws IngestException.Refused if there is none
    public Source require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IngestException.Refused(
                                "there is no source '"
                                        + name
                                        + "'"
                                        + Suggestion.among(
                                                name,
                                                list().stream().map(s -> s.name().value()).toList())
                                        + ". See: hqe source list"));
    }

    /// The source of this name, if there is one.
    public Optional<Source> find(String name) {
        try {
            return table.get(new SourceName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Adds a source. It does not run by itself.
    ///
    /// @param spec with an absolute path
    /// @throws IngestException.Refused if there is one of this name, or the Topic has no such kind,
    ///   or an expression is none
    public Source add(SourceName name, Topic topic, SourceSpec spec) {
        inputs.check(spec);
        check(name, topic, spec);
        if (list().size() >= SourceTable.MAX_SOURCES) {
            throw new IngestException.Refused(
                    "there are " + SourceTable.MAX_SOURCES + " sources already; remove some");
        }
        Source source =
                new Source(
                        name, topic.id(), spec, State.ACTIVE, context.clock().instant(), 0, null);
        if (!table.add(source)) {
            throw new IngestException.Refused(
                    "there is a source '"
                            + name
                            + "' already. Choose another name, or remove it first.");
        }
        changed();
        return source;
    }

    /// Changes what a source reads, what becomes of it, or how often it is read. If it reads
    /// something else now, its next run begins at the beginning.
    ///
    /// @param spec checked as by [#add]
    /// @return the source as it is now
    /// @throws IngestException.Refused if it runs, or for what [#add] refuses
    public Source edit(Source source, Topic topic, SourceSpec spec) {
        inputs.check(spec);
        check(source.name(), topic, spec);
        claim(source.name());
        try {
            table.spec(source.name(), spec);
            if (!spec.reads().equals(source.spec().reads())) {
                restart(source);
            }
            times.forget(source.name()); // what was wrong with it may be right now
        } finally {
            running.remove(source.name());
        }
        changed();
        return require(source.name().value());
    }

    /// Lets the next run begin at the beginning, whatever was read before.
    public void restart(Source source) {
        table.position(source.name(), SourceTable.Position.NONE);
        table.kept(source.name(), Optional.empty());
    }

    /// When it runs next by itself, and how it goes.
    public SourceTiming timing(Source source) {
        return times.of(source.name());
    }

    /// The same, with a time if it has none yet.
    SourceTiming plan(Source source) {
        return times.planned(source);
    }

    /// A run that was to begin by itself could not.
    void refused(Source source, String why) {
        times.refused(source, why);
    }

    private void check(SourceName name, Topic topic, SourceSpec spec) {
        if (spec instanceof FolderSource folder) {
            folders.check(name, topic, folder);
        } else {
            judges.of(topic, name, spec);
        }
    }

    /// Calls this after a source was added, edited, removed, paused or resumed, and after each run.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /// The same with an `id` where the mapping has none and what is read suggests one: a field of
    /// that name in the first record, or the name of a file that is one document.
    public SourceSpec withId(SourceSpec spec) {
        return inputs.withId(spec);
    }

    /// Removes a source and its dead letters.
    ///
    /// @param forget also deletes what was stored from it
    /// @return how many entities were deleted
    /// @throws IngestException.Refused if it runs
    public long remove(Source source, boolean forget) {
        if (isWatched(source) && source.state() == State.ACTIVE) {
            pause(source);
            running(source.name()).ifPresent(run -> run.awaitFor(CLOSING));
        }
        claim(source.name());
        try {
            long deleted = forget ? forget(source) : 0;
            context.deadLetters()
                    .removeAll(Filter.all().topic(source.topicId()).source(source.name().value()));
            table.remove(source.name());
            listed.forget(source.name());
            folders.forget(source);
            return deleted;
        } finally {
            running.remove(source.name());
            changed();
        }
    }

    private static boolean isWatched(Source source) {
        return source.spec() instanceof FolderSource folder && folder.watch();
    }

    private long forget(Source source) {
        EntityQuery query =
                EntityQuery.all()
                        .topic(source.topicId())
                        .idPrefix(source.idPrefix())
                        .limit(EntityStore.MAX_BATCH);
        long deleted = 0;
        while (true) {
            List<EntityId> ids =
                    context.store().query(query).items().stream().map(StoredEntity::id).toList();
            if (ids.isEmpty() || closed) {
                return deleted;
            }
            deleted += context.store().deleteAll(ids);
        }
    }

    /// Lets it run no more until [#resume]; one that runs is cancelled.
    public void pause(Source source) {
        table.state(source.name(), State.PAUSED);
        running.getOrDefault(source.name(), Optional.empty()).ifPresent(SourceRun::cancel);
        changed();
    }

    /// Lets it run again.
    public void resume(Source source) {
        table.state(source.name(), State.ACTIVE);
        if (source.state() == State.PAUSED) {
            times.replan(source.name());
        }
        changed();
    }

    /// The run of a source, if it runs.
    public Optional<SourceRun> running(SourceName name) {
        return running.getOrDefault(name, Optional.empty());
    }

    /// Begins a run.
    ///
    /// @param listener hears of progress a few times a second at most, and at the end
    /// @throws IngestException.Refused if it is paused, runs already, its Topic does not run, or
    ///   there is no such file
    public SourceRun start(Source source, Consumer<? super SourceProgress> listener) {
        if (isWatched(source)) { // what runs is the watch, and soon done
            running(source.name()).ifPresent(run -> run.awaitFor(FOLLOWING));
        }
        return start(source, FolderScan.Part.WHOLE, listener);
    }

    /// Begins a run of a part of a folder; of any other source it is all of it.
    ///
    /// @throws IngestException.Refused as [#start(Source, Consumer)]
    public SourceRun start(
            Source source, FolderScan.Part part, Consumer<? super SourceProgress> listener) {
        if (source.state() == State.PAUSED) {
            throw new IngestException.Refused(
                    source.name()
                            + ": is paused. Resume it first: hqe source resume "
                            + source.name());
        }
        Topic topic = topic(source);
        claim(source.name());
        try {
            SourceRun run = new SourceRun(source, work(source, topic, part), context, listener);
            running.put(source.name(), Optional.of(run));
            run.start(report -> ended(source, run, report));
            return run;
        } catch (RuntimeException | Error e) {
            running.remove(source.name());
            throw e;
        }
    }

    private void ended(Source source, SourceRun run, SourceReport report) {
        try {
            times.ended(source, report, run.problem(), run.notBefore());
        } catch (RuntimeException e) { // the run has ended all the same
            LOG.log(Level.WARNING, "when " + source.name() + " runs next is not noted", e);
        }
        running.remove(source.name());
        changed();
    }

    private SourceRun.Work work(Source source, Topic topic, FolderScan.Part part) {
        return source.spec() instanceof FolderSource folder
                ? new SourceRun.Work.Files(folders.scan(source.name(), topic, folder, part))
                : records(source, judge(source));
    }

    private SourceRun.Work records(Source source, RecordJudge judge) {
        return new SourceRun.Work.Records(judge, inputs.of(source, judge::version));
    }

    private RecordJudge judge(Source source) {
        return judges.of(topic(source), source.name(), source.spec());
    }

    private Topic topic(Source source) {
        return topics.apply(source.topicId())
                .orElseThrow(() ->
                        new IngestException.Refused(
                                source.name()
                                        + ": its Topic '"
                                        + source.topicId()
                                        + "' does not run. See: hqe topic list"));
    }

    /// Reads the first records and says what they would become; stores nothing.
    ///
    /// @param most entities, and unfit records
    public Preview preview(SourceName name, Topic topic, SourceSpec spec, int most) {
        inputs.check(spec);
        return previews.of(name, topic, spec, most);
    }

    /// Tries dead letters again, by the mapping and the schemas of now.
    public Replayed replay(Filter filter) {
        return replays.of(filter);
    }

    /// Tries one dead letter again.
    ///
    /// @return whether it is an entity now; empty if it cannot be tried by itself
    public Optional<Boolean> replay(DeadLetter letter) {
        return replays.of(letter);
    }

    private void claim(SourceName name) {
        if (closed) {
            throw new IngestException.Refused(name + ": ingestion is shut down");
        }
        if (running.putIfAbsent(name, Optional.empty()) != null) {
            throw new IngestException.Refused(
                    name + ": runs already. Wait for its end, or pause it.");
        }
    }

    /// Cancels what runs and waits for its end, for five seconds in all.
    @Override
    public void close() {
        closed = true;
        List<SourceRun> left = running.values().stream().flatMap(Optional::stream).toList();
        left.forEach(SourceRun::cancel);
        long deadline = System.nanoTime() + CLOSING.toNanos();
        for (SourceRun run : left) {
            if (!run.awaitFor(Duration.ofNanos(deadline - System.nanoTime()))) {
                LOG.log(Level.WARNING, "the run of {0} does not end", run.source());
            }
        }
    }
}
