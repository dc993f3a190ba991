package dev.hqe.ui.internal.agents;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.time.InstantSource;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Those who are connected, those who were, and what they share.
final class ClientList extends VBox {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final AgentsModel model;
    private final InstantSource clock;
    private final ListView<AgentRow> list = new ListView<>();
    private boolean following;

    ClientList(AgentsModel model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
        getStyleClass().add("agent-list");
        list.setId("agent-list");
        list.setAccessibleText(Place.AGENTS.title());
        list.setItems(model.rows());
        list.setCellFactory(any -> new Cell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox.setVgrow(list, Priority.ALWAYS);
        Label foot = Labels.wrapped(Texts.of("agents.foot"), "t-small", "muted");
        VBox bottom = new VBox(foot);
        bottom.getStyleClass().add("agent-list-foot");
        getChildren().addAll(list, bottom);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> chosen(now));
        model.rows().addListener((ListChangeListener<AgentRow>) change -> follow());
        model.chosen().addListener((property, before, now) -> follow());
        follow();
    }

    ListView<AgentRow> list() {
        return list;
    }

    private void chosen(@Nullable AgentRow row) {
        if (following || row == null) {
            return;
        }
        switch (row) {
            case AgentRow.Heading _ -> follow();
            case AgentRow.OfClient(Client client, var here, var waiting) ->
                    model.chosen().set(new Chosen.OfClient(client.id()));
            case AgentRow.OfPart(Chosen.Part part, var count) ->
                    model.chosen().set(new Chosen.OfPart(part));
        }
    }

    /// The arrows pass over headings.
    private void key(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case DOWN -> 1;
                    case UP -> -1;
                    default -> 0;
                };
        if (by == 0 || event.isShiftDown() || event.isControlDown()) {
            return;
        }
        event.consume();
        int at = list.getSelectionModel().getSelectedIndex() + by;
        while (at >= 0 && at < model.rows().size()) {
            if (!(model.rows().get(at) instanceof AgentRow.Heading)) {
                list.getSelectionModel().clearAndSelect(at);
                list.getFocusModel().focus(at);
                list.scrollTo(Math.max(0, at - 4));
                return;
            }
            at += by;
        }
    }

    /// Selects the row of what is shown.
    private void follow() {
        following = true;
        try {
            int at = -1;
            for (int i = 0; i < model.rows().size() && at < 0; i++) {
                at = isChosen(model.rows().get(i)) ? i : -1;
            }
            if (at < 0) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedIndex() != at) {
                list.getSelectionModel().clearAndSelect(at);
            }
        } finally {
            following = false;
        }
    }

    private boolean isChosen(AgentRow row) {
        return switch (row) {
            case AgentRow.Heading _ -> false;
            case AgentRow.OfClient(Client client, var here, var waiting) ->
                    model.chosen().get().equals(new Chosen.OfClient(client.id()));
            case AgentRow.OfPart(Chosen.Part part, var count) ->
                    model.chosen().get().equals(new Chosen.OfPart(part));
        };
    }

    static Feather icon(Chosen.Part part) {
        return switch (part) {
            case ANSWERS -> Feather.CHECK_SQUARE;
            case PROFILES -> Feather.USERS;
            case KEYS -> Feather.KEY;
        };
    }

    private final class Cell extends ListCell<AgentRow> {

        Cell() {
            setPrefWidth(0); // a long name is cut, the list does not scroll sideways
        }

        @Override
        protected void updateItem(@Nullable AgentRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText("");
            boolean heading = !empty && row instanceof AgentRow.Heading;
            pseudoClassStateChanged(HEADING, heading);
            setMouseTransparent(heading);
            if (empty || row == null) {
                return;
            }
            switch (row) {
                case AgentRow.Heading(String title) -> {
                    Label label = Labels.of(title, "t-small", "muted", "agent-heading");
                    setGraphic(label);
                    setAccessibleText(title);
                }
                case AgentRow.OfClient of -> {
                    setGraphic(line(of));
                    setAccessibleText(said(of));
                }
                case AgentRow.OfPart(Chosen.Part part, String count) -> {
                    String title = Texts.of("agents.part." + part);
                    HBox line =
                            new HBox(
                                    Icons.line(icon(part), "muted"),
                                    Labels.cut(title, "t-body"),
                                    Labels.space(),
                                    Labels.of(count, "t-mono", "muted"));
                    line.getStyleClass().add("agent-part");
                    setGraphic(line);
                    setAccessibleText((title + " " + count).strip());
                }
            }
        }

        private String said(AgentRow.OfClient of) {
            return Texts.of("agents.row", Said.name(of.client().id()), state(of), how(of.client()));
        }

        private HBox line(AgentRow.OfClient of) {
            Client client = of.client();
            Label name = Labels.cut(Said.name(client.id()), "t-strong");
            boolean busy = of.waiting() > 0 || !client.running().isEmpty();
            Label how =
                    busy
                            ? Labels.cut(state(of), "t-small", style(of))
                            : Labels.cut(lately(of), "t-small", "muted");
            VBox words = new VBox(name, how);
            words.getStyleClass().add("words");
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox line = new HBox(Icons.tile(Feather.CPU), words);
            if (of.here()) {
                line.getChildren().add(Icons.dot(dot(of)));
            }
            line.getStyleClass().addAll("list-row", "agent-row");
            return line;
        }

        /// Of who is not connected, when it called last.
        private String lately(AgentRow.OfClient of) {
            Client client = of.client();
            return client.sessions().isEmpty() && client.last().isPresent()
                    ? Texts.of("agents.lately", how(client), state(of))
                    : how(client);
        }

        private static String how(Client client) {
            String road =
                    client.isOverHttp()
                            ? Texts.of("agents.road.http.short")
                            : client.sessions().isEmpty()
                                    ? Texts.of("agents.road.stdio")
                                    : Texts.count("agents.sessions", client.sessions().size());
            return client.id().profile().isEmpty()
                    ? road
                    : Texts.of("agents.road.profile", road, client.id().profile());
        }

        private String state(AgentRow.OfClient of) {
            if (of.waiting() > 0) {
                return Texts.of("agents.state.waiting");
            }
            if (!of.client().running().isEmpty()) {
                return Texts.of("agents.state.running");
            }
            return of.client().last().map(at -> Said.ago(at, clock.instant())).orElse("");
        }

        private static String style(AgentRow.OfClient of) {
            return of.waiting() > 0 ? "warning" : "accent";
        }

        private static String dot(AgentRow.OfClient of) {
            return of.waiting() > 0 ? "warning" : "success";
        }
    }
}
