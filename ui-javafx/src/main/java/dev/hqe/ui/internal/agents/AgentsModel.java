package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.RunningCalls;
import dev.hqe.mcp.RunningCalls.Running;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import dev.hqe.ui.internal.approvals.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Who is connected and calls what, and what a person has answered for longer. For the JavaFX
/// thread; needs no toolkit. Nothing is read before [#look], which the page asks for again and
/// again while it is in front.
final class AgentsModel implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ClientReader reader;
    private final RunningCalls running;
    private final Answers keptAnswers;
    private final Grants grantsOf;
    private final ApprovalsModel approvals;
    private final InstantSource clock;
    private final Consumer<Done> told;
    private final FxDispatcher dispatcher;
    private final Reload<Looked> looking;
    private final Reload<Grants.Of> granting;
    private final List<Registration> registrations = new ArrayList<>();

    /// Whose grants are read; nobody's until somebody is chosen.
    private volatile ClientId asked = new ClientId("", "", "");

    private ClientReader.Seen seen = ClientReader.Seen.NOBODY;
    private int profileCount;
    private final ObservableList<AgentRow> rows = FXCollections.observableArrayList();
    private final ObservableList<CallLine> calls = FXCollections.observableArrayList();
    private final ObservableList<Answer> answers = FXCollections.observableArrayList();
    private final ObjectProperty<Chosen> chosen = new SimpleObjectProperty<>(new Chosen.Nobody());
    private final ReadOnlyObjectWrapper<Optional<Client>> client =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Grants.Of>> grants =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");

    /// Something was done that can be taken back, or failed.
    sealed interface Done {

        /// An answer was taken back.
        ///
        /// @param undo takes that back
        record Taken(Answer answer, Runnable undo) implements Done {}

        /// It did not work, and nothing was changed.
        record Failed(String message) implements Done {}
    }

    private record Looked(ClientReader.Seen seen, List<Answer> answers, int profiles) {}

    /// Where the model reads.
    record Sources(
            ClientReader clients,
            RunningCalls running,
            Answers answers,
            Grants grants,
            dev.hqe.mcp.profile.ProfileFile profiles) {}

    /// @param told hears of what was done, on the JavaFX thread
    AgentsModel(
            Sources sources,
            ApprovalsModel approvals,
            FxDispatcher dispatcher,
            InstantSource clock,
            Consumer<Done> told) {
        this.reader = sources.clients();
        this.running = sources.running();
        this.keptAnswers = sources.answers();
        this.grantsOf = sources.grants();
        this.approvals = approvals;
        this.clock = clock;
        this.told = told;
        this.dispatcher = dispatcher;
        this.looking =
                new Reload<>(
                        "agents",
                        dispatcher,
                        PAUSE,
                        () ->
                                new Looked(
                                        reader.read(),
                                        keptAnswers.list(),
                                        sources.profiles().profiles().list().size()),
                        this::show,
                        e -> problem.set(String.valueOf(e.getMessage())));
        this.granting =
                new Reload<>(
                        "grants",
                        dispatcher,
                        PAUSE,
                        this::readGrants,
                        this::show,
                        e -> problem.set(String.valueOf(e.getMessage())));
        registrations.add(sources.profiles().onChange(this::changed));
        approvals.waiting().addListener((InvalidationListener) observable -> list());
        chosen.addListener((property, before, now) -> choose());
    }

    /// Reads everything anew.
    void look() {
        looking.request();
    }

    /// The timeline has grown.
    void recorded() {
        reader.changed();
    }

    /// Rules, profiles or tools have changed. From any thread.
    void changed() {
        looking.request();
        granting.request();
    }

    void ownedBy(Registration registration) {
        registrations.add(registration);
    }

    private Grants.Of readGrants() {
        return grantsOf.of(asked);
    }

    /// Another one may have been chosen while it was read.
    private void show(Grants.Of now) {
        if (chosen.get().equals(new Chosen.OfClient(now.client()))) {
            grants.set(Optional.of(now));
        }
    }

    private void show(Looked now) {
        problem.set("");
        seen = now.seen();
        profileCount = now.profiles();
        if (!answers.equals(now.answers())) {
            answers.setAll(now.answers());
        }
        if (chosen.get() instanceof Chosen.Nobody) {
            Stream.concat(
                            seen.clients().stream().filter(one -> !waiting(one.id()).isEmpty()),
                            seen.clients().stream())
                    .findFirst()
                    .ifPresent(first -> chosen.set(new Chosen.OfClient(first.id())));
        }
        known.set(true);
        list();
    }

    private void choose() {
        grants.set(Optional.empty());
        if (chosen.get() instanceof Chosen.OfClient(ClientId id)) {
            asked = id;
            granting.request();
        }
        list();
    }

    /// Puts together what is shown from what was read.
    private void list() {
        Instant now = clock.instant();
        List<AgentRow> next = new ArrayList<>();
        List<Client> here = here(now);
        for (Client one : here) {
            next.add(new AgentRow.OfClient(one, true, waiting(one.id()).size()));
        }
        List<Client> gone =
                seen.clients().stream()
                        .filter(one -> !one.isHere(now))
                        .sorted(
                                Comparator.comparing(
                                        one -> one.last().orElse(Instant.MIN),
                                        Comparator.reverseOrder()))
                        .toList();
        if (!gone.isEmpty()) {
            next.add(new AgentRow.Heading(Texts.of("agents.earlier")));
            gone.forEach(one -> next.add(new AgentRow.OfClient(one, false, 0)));
        }
        next.add(new AgentRow.Heading(Texts.of("agents.access")));
        next.add(new AgentRow.OfPart(Chosen.Part.ANSWERS, Texts.number(answers.size())));
        next.add(new AgentRow.OfPart(Chosen.Part.PROFILES, Texts.number(profileCount)));
        next.add(new AgentRow.OfPart(Chosen.Part.KEYS, ""));
        if (!rows.equals(next)) {
            rows.setAll(next);
        }
        Optional<Client> shown =
                chosen.get() instanceof Chosen.OfClient(ClientId id)
                        ? seen.clients().stream().filter(one -> one.id().equals(id)).findFirst()
                        : Optional.empty();
        client.set(shown);
        List<CallLine> lines = shown.map(this::lines).orElse(List.of());
        if (!calls.equals(lines)) {
            calls.setAll(lines);
        }
        fact.set(known.get() ? said(here) : "");
    }

    private List<Client> here(Instant now) {
        return seen.clients().stream().filter(one -> one.isHere(now)).toList();
    }

    private String said(List<Client> here) {
        int sessions = here.stream().mapToInt(one -> one.sessions().size()).sum();
        int waits = approvals.waiting().size();
        return Texts.count("agents.connected", here.size())
                + (sessions == 0 ? "" : Texts.count("agents.connected.sessions", sessions))
                + (waits == 0 ? "" : Texts.of("agents.connected.waiting", waits));
    }

    private List<CallLine> lines(Client of) {
        Set<CallId> waits =
                waiting(of.id()).stream()
                        .map(one -> one.question().call())
                        .collect(Collectors.toSet());
        List<CallLine> lines = new ArrayList<>();
        for (Running one : of.running().reversed()) {
            lines.add(CallLine.Now.of(one, waits.contains(one.id())));
        }
        lines.addAll(of.ended());
        return lines;
    }

    /// The questions about calls of a client.
    List<Asked> waiting(ClientId id) {
        return approvals.waiting().stream()
                .filter(one -> ClientId.of(one.question().principal()).equals(id))
                .toList();
    }

    /// What is answered for longer about a client.
    List<Answer> answersOf(ClientId id) {
        return answers.stream().filter(one -> one.subject().equals(id.ruleSubject())).toList();
    }

    /// How many of the clients that are here came in under a profile.
    long users(Profile profile) {
        return here(clock.instant()).stream()
                .filter(one -> one.id().profile().equals(profile.name()))
                .count();
    }

    /// When a call came with a key last, as far as the timeline was looked through.
    Optional<Instant> lastUse(String key) {
        return seen.clients().stream()
                .filter(one -> one.id().key().equals(key))
                .flatMap(one -> one.last().stream())
                .max(Comparator.naturalOrder());
    }

    /// Takes an answer back, and says so with the way to undo that.
    void take(Answer answer) {
        Thread.ofVirtual()
                .name("window-answers")
                .start(() -> {
                    Done done;
                    try {
                        Runnable undo = keptAnswers.take(answer);
                        done = new Done.Taken(answer, () -> undone(undo));
                    } catch (RuntimeException e) { // the edge: told to the person
                        done = new Done.Failed(String.valueOf(e.getMessage()));
                    }
                    Done result = done;
                    dispatcher.post(() -> told.accept(result));
                    changed();
                });
    }

    private void undone(Runnable undo) {
        Thread.ofVirtual()
                .name("window-answers")
                .start(() -> {
                    try {
                        undo.run();
                    } catch (RuntimeException e) { // the edge: told to the person
                        dispatcher.post(
                                () -> told.accept(new Done.Failed(String.valueOf(e.getMessage()))));
                    }
                    changed();
                });
    }

    /// Takes a running call back, as its client could.
    void cancel(CallId call) {
        Thread.ofVirtual()
                .name("window-cancel")
                .start(() -> {
                    running.cancel(call);
                    looking.request();
                });
    }

    /// What the list at the left has.
    ObservableList<AgentRow> rows() {
        return rows;
    }

    /// The calls of the chosen client, those that run first, then the newest.
    ObservableList<CallLine> calls() {
        return calls;
    }

    ObservableList<Answer> answers() {
        return answers;
    }

    ObjectProperty<Chosen> chosen() {
        return chosen;
    }

    /// The chosen client; empty where none is, or it is not known any more.
    ReadOnlyObjectProperty<Optional<Client>> client() {
        return client.getReadOnlyProperty();
    }

    /// What the chosen client may use; empty until it is known.
    ReadOnlyObjectProperty<Optional<Grants.Of>> grants() {
        return grants.getReadOnlyProperty();
    }

    /// Whether figures of the last hour are too low.
    boolean isCut() {
        return seen.cut();
    }

    /// Whether anybody is or was here.
    boolean isEmpty() {
        return seen.clients().isEmpty();
    }

    /// Whether it was read once.
    ReadOnlyBooleanProperty known() {
        return known.getReadOnlyProperty();
    }

    /// Why it could not be read when that was last tried; empty if it could.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// "3 connected, 4 sessions, 1 waiting for you".
    ReadOnlyStringProperty fact() {
        return fact.getReadOnlyProperty();
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
    }
}
