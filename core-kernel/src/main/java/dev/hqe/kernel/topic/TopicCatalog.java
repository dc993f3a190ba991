package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Topics of this workbench: what lies in their folders, what was granted, and what runs.
///
/// Thread-safe: one change at a time; readers see the state before it or after it.
public final class TopicCatalog {

    /// A folder that cannot be used, and why.
    public record Rejected(Path folder, List<Problem> problems) {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// @param running what runs, by id
    private record State(List<TopicEntry> entries, Map<TopicId, Topic> running) {}

    private final TopicScan scan;
    private final TopicGrants grants;
    private final TopicNames names;
    private final EventBus bus;
    private final InstantSource clock;
    private final TopicSnapshots snapshots;
    private final TopicJudge judge;
    private final TopicShelf shelf;
    private final ReentrantLock change = new ReentrantLock();
    private boolean loaded;
    private volatile State state = new State(List.of(), Map.of());

    /// A catalog that is empty before the first [#load].
    ///
    /// @param inspection asked about each program before it may be granted
    /// @param names who else has names that a Topic must not take
    public TopicCatalog(
            TopicScan scan,
            TopicGrants grants,
            ProgramInspection inspection,
            TopicNames names,
            EventBus bus,
            InstantSource clock) {
        this.scan = scan;
        this.grants = grants;
        this.names = names;
        this.bus = bus;
        this.clock = clock;
        snapshots = new TopicSnapshots(scan.places().store());
        judge = new TopicJudge(snapshots, grants, inspection);
        shelf = new TopicShelf(scan.places(), clock);
    }

    /// Looks at every folder and judges it anew. What has not been written to is not read again.
    ///
    /// @return whether anything is different from before
    public boolean load() {
        return load(scan.read());
    }

    /// Judges what a scan has found a moment ago.
    ///
    /// @return whether anything is different from before
    public boolean load(TopicScan.Result found) {
        change.lock();
        try {
            Map<TopicId, TopicGrant> granted = grants.all();
            List<TopicEntry> entries = new ArrayList<>();
            TopicClaims claims = new TopicClaims(found.found(), granted, names);
            for (FoundTopic one : found.found()) {
                entries.add(
                        claims.collision(one)
                                .map(problem -> TopicClaims.refused(one, problem))
                                .orElseGet(() -> judge.judge(one, claims.grant(one))));
            }
            State before = state;
            State now = new State(List.copyOf(entries), running(entries));
            state = now;
            forget(found);
            if (loaded && now.equals(before)) {
                return false;
            }
            loaded = true;
            facts(before, now).forEach(this::publish);
            return true;
        } finally {
            change.unlock();
        }
    }

    private static Map<TopicId, Topic> running(List<TopicEntry> entries) {
        Map<TopicId, Topic> running = new TreeMap<>();
        entries.forEach(entry ->
                entry.running().ifPresent(topic -> running.putIfAbsent(topic.id(), topic)));
        return running;
    }

    private void forget(TopicScan.Result found) {
        Set<String> used = new HashSet<>();
        found.found().forEach(one -> used.add(one.digest()));
        state.entries().forEach(entry -> entry.grant().ifPresent(g -> used.add(g.digest())));
        judge.forgetAllBut(used);
    }

    /// What is different from before, in the order in which it is told.
    private static List<Fact> facts(State before, State now) {
        List<Fact> facts = new ArrayList<>();
        now.running()
                .forEach((id, topic) -> {
                    if (!topic.equals(before.running().get(id))) {
                        facts.add(new TopicLoaded(id, topic.manifest().version()));
                    }
                });
        Map<Path, TopicStatus> statuses = new HashMap<>();
        before.entries().forEach(entry -> statuses.put(entry.folder(), entry.status()));
        for (TopicEntry entry : now.entries()) {
            if (!entry.status().equals(statuses.get(entry.folder()))) {
                fact(entry).ifPresent(facts::add);
            }
        }
        long rejected = now.entries().stream().filter(e -> problems(e).isPresent()).count();
        facts.add(new CatalogLoaded(now.running().size(), (int) rejected));
        return facts;
    }

    private static Optional<Fact> fact(TopicEntry entry) {
        return switch (entry.status()) {
            case TopicStatus.Active() -> Optional.empty();
            case TopicStatus.Ungranted() -> Optional.empty();
            case TopicStatus.Revoked() -> Optional.empty();
            case TopicStatus.Quarantined(var changes) ->
                    entry.found()
                            .map(topic ->
                                    new TopicQuarantined(
                                            topic.id(),
                                            topic.manifest().version(),
                                            changes.size()));
            case TopicStatus.Broken(var problems) ->
                    Optional.of(new TopicRejected(entry.folder(), problems));
            case TopicStatus.Collision(var problem) ->
                    Optional.of(new TopicRejected(entry.folder(), List.of(problem)));
        };
    }

    private static Optional<List<Problem>> problems(TopicEntry entry) {
        return switch (entry.status()) {
            case TopicStatus.Broken(var problems) -> Optional.of(problems);
            case TopicStatus.Collision(var problem) -> Optional.of(List.of(problem));
            case TopicStatus.Active() -> Optional.empty();
            case TopicStatus.Ungranted() -> Optional.empty();
            case TopicStatus.Revoked() -> Optional.empty();
            case TopicStatus.Quarantined(var changes) -> Optional.empty();
        };
    }

    private void publish(Fact fact) {
        switch (fact) {
            case TopicLoaded told -> bus.publish(told);
            case TopicRejected told -> bus.publish(told);
            case TopicQuarantined told -> bus.publish(told);
            case CatalogLoaded told -> bus.publish(told);
            default -> throw new AssertionError(fact);
        }
    }

    /// Grants what lies in a Topic's folder: it is copied, and the copy runs from now on. Of a
    /// Topic of the installation, takes back that it was revoked.
    ///
    /// @param digest of the card that the person has seen
    /// @throws TopicException if there is no such Topic, it cannot be used, or the folder has been
    ///   changed since; nothing was granted then
    public TopicEntry grant(TopicId id, Trust trust, String digest) {
        change.lock();
        try {
            load();
            TopicEntry entry = entry(id.value());
            new TopicGranting(grants, snapshots, judge, clock).grant(entry, trust, digest);
            load();
            TopicEntry granted = entry(id.value());
            String version = granted.running().map(t -> t.manifest().version()).orElse("");
            bus.publish(new TopicGranted(id, version, trust, digest));
            return granted;
        } finally {
            change.unlock();
        }
    }

    /// Stops a Topic. Its folder stays where it is.
    ///
    /// @throws TopicException if it is not granted
    public TopicEntry revoke(TopicId id) {
        change.lock();
        try {
            load();
            new TopicGranting(grants, snapshots, judge, clock).revoke(entry(id.value()));
            load();
            bus.publish(new TopicRevoked(id));
            return entry(id.value());
        } finally {
            change.unlock();
        }
    }

    /// Copies a Topic, a folder or a zip, into the folder of Topics, where it does nothing before
    /// it is granted. An earlier version of the same Topic is put aside as [#remove] does.
    ///
    /// @throws TopicException if it is no Topic, or its place belongs to another
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it does not hold together
    public TopicEntry install(Path source) {
        change.lock();
        try {
            load();
            Topic installed = shelf.install(source, entries());
            load();
            bus.publish(
                    new TopicInstalled(
                            installed.id(), installed.manifest().version(), installed.folder()));
            return entry(installed.id().value());
        } finally {
            change.unlock();
        }
    }

    /// Stops a Topic and puts its folder aside; [#restore] undoes it.
    ///
    /// @param name the id, or the name of a folder that is no Topic
    /// @return where the folder lies now
    /// @throws TopicException if there is none, or it belongs to the installation
    public Path remove(String name) {
        change.lock();
        try {
            load();
            TopicEntry entry = entry(name);
            if (entry.bundled()) {
                throw new TopicException(
                        name
                                + " came with the program and cannot be removed. To switch it off:"
                                + " hqe topic revoke "
                                + name,
                        null);
            }
            entry.grant()
                    .filter(TopicGrant::isGranted)
                    .ifPresent(grant ->
                            grants.put(grant.in(TopicGrant.State.REMOVED, clock.instant())));
            Path moved = shelf.putAside(entry);
            load();
            entry.id().ifPresent(id -> bus.publish(new TopicRemoved(id, moved)));
            return moved;
        } finally {
            change.unlock();
        }
    }

    /// Puts back what was removed last under this name, with its grant if it had one.
    ///
    /// @throws TopicException if nothing was, or there is a Topic of this name again
    public TopicEntry restore(String name) {
        change.lock();
        try {
            load();
            Path folder = shelf.putBack(name, entries());
            load();
            TopicEntry entry = entryIn(folder);
            Optional<TopicGrant> kept = entry.id().map(id -> grants.all().get(id));
            Optional<String> digest = entry.card().map(CapabilityCard::digest);
            kept.filter(grant -> grant.state() == TopicGrant.State.REMOVED)
                    .filter(grant -> digest.filter(grant.digest()::equals).isPresent())
                    .ifPresent(grant ->
                            grants.put(grant.in(TopicGrant.State.GRANTED, clock.instant())));
            load();
            return entryIn(folder);
        } finally {
            change.unlock();
        }
    }

    /// Deletes copies that nobody refers to. For the start, before anything runs.
    public void sweep() {
        change.lock();
        try {
            snapshots.sweep(
                    grants.all().values().stream()
                            .filter(TopicGrant::isGranted)
                            .map(TopicGrant::digest)
                            .collect(Collectors.toSet()));
        } catch (IOException | UncheckedIOException e) {
            throw new TopicException(
                    scan.places().store() + ": cannot be tidied up: " + e.getMessage(), e);
        } finally {
            change.unlock();
        }
    }

    /// The Topics that run, in the order of their ids.
    public Collection<Topic> topics() {
        return List.copyOf(state.running().values());
    }

    /// Every folder and what became of it: those of the installation first, each group in the order
    /// of the names.
    public List<TopicEntry> entries() {
        return state.entries();
    }

    /// The folders that cannot be used, and roots that could not be read as a whole.
    public List<Rejected> rejected() {
        return entries().stream()
                .flatMap(entry ->
                        problems(entry).map(why -> new Rejected(entry.folder(), why)).stream())
                .toList();
    }

    /// What runs under this id.
    public Optional<Topic> find(TopicId id) {
        return Optional.ofNullable(state.running().get(id));
    }

    /// The Topic of this name that runs.
    ///
    /// @throws TopicException if there is none, naming those there are
    public Topic require(String name) {
        Map<TopicId, Topic> running = state.running();
        return running.values().stream()
                .filter(topic -> topic.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> ids = running.keySet().stream().map(TopicId::value).toList();
                    return none(name, ids, "None is loaded.");
                });
    }

    /// The folder of this name: a Topic's id, or else what a folder is called.
    ///
    /// @throws TopicException if there is none, naming those there are
    public TopicEntry entry(String name) {
        List<TopicEntry> entries = entries();
        Stream<TopicEntry> byId =
                entries.stream()
                        .filter(entry ->
                                entry.id().filter(id -> id.value().equals(name)).isPresent())
                        .filter(entry -> !(entry.status() instanceof TopicStatus.Collision));
        Stream<TopicEntry> byFolder =
                entries.stream().filter(entry -> entry.folder().endsWith(name));
        return Stream.concat(byId, byFolder)
                .findFirst()
                .orElseThrow(() -> {
                    List<String> ids =
                            entries.stream()
                                    .map(entry ->
                                            entry.id()
                                                    .map(TopicId::value)
                                                    .orElseGet(() ->
                                                            entry.folder()
                                                                    .getFileName()
                                                                    .toString()))
                                    .distinct()
                                    .sorted()
                                    .toList();
                    return none(name, ids, "There is none.");
                });
    }

    private TopicEntry entryIn(Path folder) {
        return entries().stream()
                .filter(entry -> entry.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new TopicException(folder + ": has gone again", null));
    }

    private static TopicException none(String name, List<String> ids, String ifEmpty) {
        return new TopicException(
                "there is no Topic '"
                        + name
                        + "'"
                        + Suggestion.among(name, ids)
                        + (ids.isEmpty()
                                ? ". " + ifEmpty
                                : ". There are: " + String.join(", ", ids)),
                null);
    }
}
