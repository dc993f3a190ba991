package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.TopicFacts.TopicsNow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Topics of this workbench: what lies in their folders, what was granted, and what runs.
///
/// A folder that a person drops in does nothing before it is granted. What is granted is copied,
/// and the copy runs: whatever is written to the folder afterwards (half an edit, an update, an
/// attack) is judged first, and until it may run the copy goes on running, also after a new start.
///
/// Thread-safe: one change at a time; readers see the state before it or after it.
public final class TopicCatalog {

    /// A folder that cannot be used, and why.
    public record Rejected(Path folder, List<Problem> problems) {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    private final TopicScan scan;
    private final TopicGrants grants;
    private final TopicNames names;
    private final EventBus bus;
    private final TopicJudge judge;
    private final TopicGranting granting;
    private final TopicShelf shelf;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final TopicWithdrawals withdrawals = new TopicWithdrawals();
    private final ReentrantLock change = new ReentrantLock();
    private boolean loaded;
    private boolean different;
    private volatile TopicsNow state = TopicsNow.NOTHING;

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
        judge = new TopicJudge(scan.snapshots(), scan.copies(), grants, inspection);
        granting = new TopicGranting(grants, scan.snapshots(), scan.copies(), judge, clock);
        shelf = new TopicShelf(scan.places(), clock);
    }

    /// Looks at every folder and judges it anew. What has not been written to is not read again.
    ///
    /// @return whether anything is different from before
    public boolean load() {
        return changing(() -> judge(scan.read()));
    }

    /// The first load, of what a scan has found a moment ago; deletes copies that nobody refers to.
    public void load(TopicScan.Result found) {
        changing(() -> {
            sweep(found);
            return judge(found);
        });
    }

    /// Hears of every change, after it and before the call that made it returns.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Hears of every Topic that may no longer do what it did: it was revoked, removed, granted
    /// anew, or has gone. Whatever of it is going has to end at once. Called before those of
    /// [#onChange], and before the call that made the change returns.
    public void onWithdrawn(Consumer<TopicId> listener) {
        withdrawals.add(listener);
    }

    private <T> T changing(Supplier<T> work) {
        boolean tell = false;
        change.lock();
        try {
            return work.get();
        } finally {
            if (change.getHoldCount() == 1) {
                tell = different;
                different = false;
            }
            change.unlock();
            withdrawals.tell();
            if (tell) {
                listeners.forEach(Runnable::run);
            }
        }
    }

    private boolean judge(TopicScan.Result found) {
        TopicClaims claims = new TopicClaims(found.found(), grants.all(), names);
        List<TopicEntry> entries = new ArrayList<>();
        for (FoundTopic one : found.found()) {
            entries.add(
                    claims.collision(one)
                            .map(problem -> TopicClaims.refused(one, problem))
                            .orElseGet(() -> judge.judge(one, claims.grant(one))));
        }
        Map<TopicId, Topic> running = new TreeMap<>();
        entries.forEach(entry ->
                entry.running().ifPresent(topic -> running.putIfAbsent(topic.id(), topic)));
        TopicsNow before = state;
        TopicsNow now = new TopicsNow(List.copyOf(entries), running);
        state = now;
        withdrawals.compare(before.running(), running);
        forget(found, now);
        if (loaded && now.equals(before)) {
            return false;
        }
        loaded = true;
        different = true;
        new TopicFacts(bus).tell(before, now);
        return true;
    }

    private void forget(TopicScan.Result found, TopicsNow now) {
        Set<String> used = new HashSet<>();
        found.found().forEach(one -> used.add(one.digest()));
        now.entries().forEach(entry -> entry.grant().ifPresent(g -> used.add(g.digest())));
        judge.forgetAllBut(used);
    }

    private void sweep(TopicScan.Result found) {
        Set<String> granted =
                grants.all().values().stream()
                        .filter(TopicGrant::isGranted)
                        .map(TopicGrant::digest)
                        .collect(Collectors.toSet());
        Set<String> known = new HashSet<>(granted);
        found.found().forEach(one -> known.add(one.digest()));
        try {
            scan.snapshots().sweep(granted);
            scan.manifests().sweep(known);
            shelf.sweep();
        } catch (IOException | UncheckedIOException e) {
            throw new TopicException(
                    scan.places().home() + ": cannot be tidied up: " + e.getMessage(), e);
        }
    }

    /// Grants what lies in a Topic's folder: it is copied, and the copy runs from now on. Of a
    /// Topic of the installation, takes back that it was revoked.
    ///
    /// @param digest of the card that the person has seen
    /// @throws TopicException if there is no such Topic, it cannot be used, or the folder has been
    ///   changed since; nothing was granted then
    public TopicEntry grant(TopicId id, Trust trust, String digest) {
        return changing(() -> {
            Optional<Topic> before = find(id); // a copy's folder is named by what is in it
            granting.grant(lookedAt(id.value()), trust, digest);
            judge(scan.last());
            TopicEntry granted = entry(id.value());
            Optional<Path> runs = granted.running().map(Topic::folder);
            before.filter(old -> !runs.equals(Optional.of(old.folder())))
                    .ifPresent(withdrawals::replaced);
            String version = granted.running().map(t -> t.manifest().version()).orElse("");
            bus.publish(new TopicGranted(id, version, trust, digest));
            return granted;
        });
    }

    /// Stops a Topic. Its folder stays where it is.
    ///
    /// @throws TopicException if it is not granted
    public TopicEntry revoke(TopicId id) {
        return changing(() -> {
            granting.revoke(lookedAt(id.value()));
            judge(scan.last());
            bus.publish(new TopicRevoked(id));
            return entry(id.value());
        });
    }

    /// Copies a Topic, a folder or a zip, into the folder of Topics, where it does nothing before
    /// it is granted. An earlier version of the same Topic is put aside as [#remove] does, but
    /// keeps its grant, by which the new one is judged.
    ///
    /// @throws TopicException if it is no Topic, or its place belongs to another
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it does not hold together
    public TopicEntry install(Path source) {
        return changing(() -> {
            load();
            TopicShelf.Installed put = shelf.install(source, entries());
            Topic installed = put.topic();
            judge(scan.readOnly(put.changed()));
            bus.publish(
                    new TopicInstalled(
                            installed.id(), installed.manifest().version(), installed.folder()));
            return entryIn(installed.folder());
        });
    }

    /// Stops a Topic and puts its folder aside; [#restore] undoes it.
    ///
    /// @param name the id, or the name of a folder that is no Topic
    /// @return where the folder lies now
    /// @throws TopicException if there is none, or it belongs to the installation
    public Path remove(String name) {
        return changing(() -> {
            TopicEntry entry = lookedAt(name);
            if (entry.bundled()) {
                throw new TopicException(
                        name
                                + " came with the program and cannot be removed. To switch it off:"
                                + " hqe topic revoke "
                                + name,
                        null);
            }
            granting.removed(entry);
            Path moved = shelf.putAside(entry);
            judge(scan.readOnly(Set.of(entry.folder())));
            entry.id().ifPresent(id -> bus.publish(new TopicRemoved(id, moved)));
            return moved;
        });
    }

    /// Puts back what was removed last under this name, with its grant if it had one.
    ///
    /// @throws TopicException if nothing was, or there is a Topic of this name again
    public TopicEntry restore(String name) {
        return changing(() -> {
            load();
            Path folder = shelf.putBack(name, entries());
            judge(scan.readOnly(Set.of(folder)));
            granting.restored(entryIn(folder));
            judge(scan.last());
            return entryIn(folder);
        });
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
                .filter(entry -> !entry.problems().isEmpty())
                .map(entry -> new Rejected(entry.folder(), entry.problems()))
                .toList();
    }

    /// What runs under this id.
    public Optional<Topic> find(TopicId id) {
        return Optional.ofNullable(state.running().get(id));
    }

    /// The Topic of this name that runs.
    ///
    /// @throws TopicException if there is none, naming those there are; says how to grant one that
    ///   waits
    public Topic require(String name) {
        TopicsNow now = state;
        return now.running().values().stream()
                .filter(topic -> topic.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    boolean waits =
                            now.entries().stream()
                                    .filter(entry ->
                                            entry.status() instanceof TopicStatus.Ungranted)
                                    .flatMap(entry -> entry.id().stream())
                                    .anyMatch(id -> id.value().equals(name));
                    List<String> ids = now.running().keySet().stream().map(TopicId::value).toList();
                    return waits
                            ? new TopicException(
                                    "the Topic '"
                                            + name
                                            + "' is not granted. To see what it may do and grant it:"
                                            + " hqe topic grant "
                                            + name,
                                    null)
                            : none(name, ids, "None is loaded.");
                });
    }

    /// The folder of this name: a Topic's id, or else what a folder is called.
    ///
    /// @throws TopicException if there is none, naming those there are
    public TopicEntry entry(String name) {
        return known(name)
                .orElseThrow(() -> {
                    List<String> labels =
                            entries().stream()
                                    .map(TopicCatalog::label)
                                    .distinct()
                                    .sorted()
                                    .toList();
                    return none(name, labels, "There is none.");
                });
    }

    private Optional<TopicEntry> known(String name) {
        List<TopicEntry> entries = entries();
        Stream<TopicEntry> byId =
                entries.stream()
                        .filter(entry -> label(entry).equals(name))
                        .filter(entry -> !(entry.status() instanceof TopicStatus.Collision));
        Stream<TopicEntry> byFolder =
                entries.stream().filter(entry -> entry.folderName().equals(name));
        Stream<TopicEntry> colliding = entries.stream().filter(entry -> label(entry).equals(name));
        return Stream.of(byId, byFolder, colliding).flatMap(one -> one).findFirst();
    }

    /// The same, as its folder is now. All folders are looked at only if it is not known.
    private TopicEntry lookedAt(String name) {
        Optional<TopicEntry> known = known(name);
        if (known.isPresent()) {
            judge(scan.readOnly(Set.of(known.get().folder())));
        } else {
            load();
        }
        return entry(name);
    }

    private static String label(TopicEntry entry) {
        return entry.id().map(TopicId::value).orElseGet(entry::folderName);
    }

    private TopicEntry entryIn(Path folder) {
        return entries().stream()
                .filter(entry -> entry.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new TopicException(folder + ": has gone again", null));
    }

    private static TopicException none(String name, List<String> known, String ifEmpty) {
        return new TopicException(
                "there is no Topic '"
                        + name
                        + "'"
                        + Suggestion.among(name, known)
                        + (known.isEmpty()
                                ? ". " + ifEmpty
                                : ". There are: " + String.join(", ", known)),
                null);
    }
}
