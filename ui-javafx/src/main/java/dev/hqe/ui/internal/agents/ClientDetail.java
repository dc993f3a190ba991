package dev.hqe.ui.internal.agents;

import dev.hqe.ui.AgentConnection;
import dev.hqe.ui.AgentSessions.Session;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.DetailPane;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Labels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The chosen client in full: who it says it is, its sessions, what it may use, what was answered
/// about it for longer.
final class ClientDetail extends StackPane {

    private static final int MOST_LINES = 60;
    private static final int MOST_SESSIONS = 20;

    private final AgentsModel model;
    private final InstantSource clock;
    private final AgentConnection ways;
    private final Consumer<String> copy;
    private Shown shown =
            new Shown(new Chosen.Nobody(), Optional.empty(), Optional.empty(), List.of());

    /// What the nodes were made of: they are made anew only when that changes.
    private record Shown(
            Chosen chosen,
            Optional<Client> client,
            Optional<Grants.Of> grants,
            List<Answer> answers) {

        /// Calls come and go, and the nodes here do not show them.
        boolean looksLike(Shown other) {
            return chosen.equals(other.chosen)
                    && client.map(ClientDetail::facts).equals(other.client.map(ClientDetail::facts))
                    && grants.equals(other.grants)
                    && answers.equals(other.answers);
        }
    }

    /// @param ways to connect a program by hand
    /// @param copy puts a text on the clipboard
    ClientDetail(
            AgentsModel model, InstantSource clock, AgentConnection ways, Consumer<String> copy) {
        this.ways = ways;
        this.copy = copy;
        this.model = model;
        this.clock = clock;
        getStyleClass().add("agent-detail");
        InvalidationListener look = observable -> show();
        model.client().addListener(look);
        model.grants().addListener(look);
        model.answers().addListener(look);
        model.chosen().addListener(look);
        show();
    }

    private static List<Object> facts(Client client) {
        return List.of(client.id(), client.version(), client.sessions());
    }

    private void show() {
        Optional<Client> client = model.client().get();
        Shown next =
                new Shown(
                        model.chosen().get(),
                        client,
                        model.grants().get(),
                        client.map(one -> model.answersOf(one.id())).orElse(List.of()));
        if (!getChildren().isEmpty() && next.looksLike(shown)) {
            return;
        }
        shown = next;
        getChildren()
                .setAll(
                        client.<Node>map(one -> detail(one, next))
                                .orElseGet(() ->
                                        next.chosen() instanceof Chosen.OfPart(var part)
                                                ? commands(part)
                                                : byHand()));
    }

    /// The same from a terminal.
    private DetailPane commands(Chosen.Part part) {
        DetailPane pane = new DetailPane(Texts.of("agents.terminal"), false);
        pane.lead(Labels.wrapped(Texts.of("agents.terminal." + part), "t-body", "muted"));
        Texts.of("agents.commands." + part).lines().forEach(line -> pane.lead(code(line)));
        return pane;
    }

    /// For programs that are not known here.
    private DetailPane byHand() {
        DetailPane pane = new DetailPane(Texts.of("agents.byHand"), false);
        pane.lead(Labels.wrapped(Texts.of("agents.byHand.how"), "t-body", "muted"));
        ways.ways().forEach(way -> pane.section(way.name(), code(way.text())));
        return pane;
    }

    private VBox code(String text) {
        Button copying = Buttons.link(Texts.of("agents.copy"), () -> copy.accept(text));
        copying.setAccessibleText(Texts.of("agents.copy.of", text));
        VBox box = new VBox(Labels.wrapped(text, "t-mono", "code", "agent-code"), copying);
        box.getStyleClass().add("agent-lines");
        return box;
    }

    private DetailPane detail(Client client, Shown now) {
        DetailPane pane = new DetailPane(Said.name(client.id()), false);
        FactGrid facts = new FactGrid();
        facts.add(
                Texts.of("agents.fact.says"),
                Labels.wrapped(
                        (Said.name(client.id()) + " " + client.version()).strip(), "t-body"));
        facts.add(Texts.of("agents.fact.road"), Labels.wrapped(Said.road(client), "t-body"));
        facts.add(
                Texts.of("agents.fact.profile"),
                Labels.wrapped(
                        client.id().profile().isEmpty()
                                ? Texts.of("agents.fact.profile.none")
                                : client.id().profile(),
                        "t-body"));
        pane.lead(facts);
        pane.lead(Labels.wrapped(Texts.of("agents.ownWord"), "t-small", "muted"));
        if (!client.sessions().isEmpty()) {
            pane.section(
                    Texts.of("agents.sessions.title"),
                    Texts.number(client.sessions().size()),
                    client.sessions().stream()
                            .limit(MOST_SESSIONS)
                            .map(this::session)
                            .toArray(Node[]::new));
        }
        pane.section(Texts.of("agents.may"), opens(now.grants()), lines(now.grants()));
        if (!now.answers().isEmpty()) {
            pane.section(
                    Texts.of("agents.part.ANSWERS"),
                    now.answers().stream().map(this::answer).toArray(Node[]::new));
        }
        return pane;
    }

    private HBox session(Session session) {
        Instant now = clock.instant();
        return row(
                Labels.of(Texts.of("agents.session", session.number()), "t-body"),
                Labels.of(
                        Texts.of(
                                "agents.session.since",
                                Said.time(session.since(), now),
                                String.valueOf(session.pid())),
                        "t-small",
                        "muted"));
    }

    private static String opens(Optional<Grants.Of> grants) {
        return grants.filter(of -> of.hidden() > 0)
                .map(of -> Texts.count("agents.hidden", of.hidden()))
                .orElse("");
    }

    private static Node lines(Optional<Grants.Of> grants) {
        VBox lines = new VBox();
        lines.getStyleClass().add("agent-lines");
        if (grants.isEmpty()) {
            return lines;
        }
        Grants.Of of = grants.get();
        if (of.opens().isEmpty()) {
            lines.getChildren()
                    .add(Labels.wrapped(Texts.of("agents.may.gone"), "t-body", "danger"));
            return lines;
        }
        for (Grants.Line line : of.lines().subList(0, Math.min(MOST_LINES, of.lines().size()))) {
            String count = line.count() > 1 ? Texts.number(line.count()) : "";
            HBox row =
                    row(
                            Labels.cut(line.tools(), "t-mono"),
                            Labels.of(count, "t-small", "muted"),
                            Said.ruling(line.ruling()));
            row.setAccessibleText(
                    (line.tools() + " " + count + " " + Said.word(line.ruling())).strip());
            lines.getChildren().add(row);
        }
        if (of.lines().size() > MOST_LINES) {
            lines.getChildren()
                    .add(
                            Labels.of(
                                    Texts.of("agents.may.more", of.lines().size() - MOST_LINES),
                                    "t-small",
                                    "muted"));
        }
        if (of.lines().isEmpty()) {
            lines.getChildren().add(Labels.wrapped(Texts.of("agents.may.none"), "t-body", "muted"));
        }
        return lines;
    }

    private HBox answer(Answer answer) {
        VBox words =
                new VBox(
                        Labels.cut(answer.tool(), "t-mono"),
                        Labels.of(
                                Texts.of(
                                        "agents.answer",
                                        Said.word(answer.ruling()),
                                        Said.until(answer.until(), clock.instant())),
                                "t-small",
                                "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button take = Buttons.link(Texts.of("agents.take"), () -> model.take(answer));
        take.setAccessibleText(Texts.of("agents.take.of", answer.tool()));
        take.getStyleClass().add("take-back");
        HBox row = new HBox(words, take);
        row.getStyleClass().add("row-8");
        return row;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox();
        row.getStyleClass().add("row-8");
        for (Node node : nodes) {
            Objects.requireNonNull(node);
            row.getChildren().add(node);
            if (row.getChildren().size() == 1) {
                row.getChildren().add(Labels.space());
            }
        }
        return row;
    }
}
