package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.ToolDefinition;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One server: how it stands and what can be done, why it does not work, and its tools.
final class ServerPane extends VBox {

    /// What its buttons do.
    ///
    /// @param tool leads to a tool
    /// @param edit opens the form
    /// @param signIn opens the browser
    /// @param review shows the tools that wait for a yes
    /// @param details opens what stands beside it, where there is no room
    record Wishes(
            Consumer<String> tool,
            Consumer<ServerRow> edit,
            Consumer<ServerRow> signIn,
            Consumer<ServerRow> review,
            Runnable details) {}

    private static final double LITTLE = 80;

    private final ServersModel model;
    private final Wishes wishes;
    private final Label name = Labels.cut("", "t-head", "server-title");
    private final Label target = Labels.path("", "t-small", "muted");
    private final StackPane chip = new StackPane();
    private final Button start;
    private final Button stop;
    private final Button restart;
    private final Button signIn;
    private final Button more;
    private final Button details;
    private final VBox trouble = new VBox();
    private final ScrollPane troubleScroll = new ScrollPane(trouble);
    private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");
    private final Label toolsTitle = Labels.of("", "t-strong");
    private final ListView<ToolDefinition> tools = new ListView<>();
    private final Label noTools = Labels.wrapped("", "t-body", "muted", "server-no-tools");

    /// @param signing what is shown while somebody signs in
    ServerPane(ServersModel model, VBox signing, Wishes wishes) {
        this.model = model;
        this.wishes = wishes;
        getStyleClass().add("server-pane");
        start = button("server-start", "servers.start", Feather.PLAY, model::start);
        start.getStyleClass().add("filled");
        stop = button("server-stop", "servers.stop", Feather.SQUARE, model::stop);
        restart = button("server-restart", "servers.restart", Feather.REFRESH_CW, model::restart);
        signIn = button("server-sign-in", "servers.signIn", Feather.LOG_IN, wishes.signIn());
        signIn.getStyleClass().add("filled");
        details = Buttons.icon(Feather.INFO, Texts.of("servers.details"), wishes.details());
        details.setId("server-details");
        more = Buttons.icon(Feather.MORE_HORIZONTAL, Texts.of("servers.more"), this::menu);
        more.setId("server-more");
        name.setId("server-name");
        HBox.setHgrow(name, Priority.SOMETIMES);
        HBox line =
                new HBox(name, chip, Labels.space(), signIn, start, stop, restart, details, more);
        line.getStyleClass().add("row-8");
        VBox head = new VBox(line, target);
        head.getStyleClass().add("server-head");
        trouble.getStyleClass().add("server-trouble");
        trouble.setId("server-trouble");
        troubleScroll.setFitToWidth(true);
        troubleScroll.getStyleClass().addAll("page-scroll", "server-trouble-scroll");
        troubleScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        troubleScroll.setFocusTraversable(false);
        Strip waits =
                new Strip(
                                Look.WARNING,
                                waiting.getReadOnlyProperty(),
                                Texts.of("servers.waiting.show"),
                                () -> with(wishes.review()))
                        .when(waiting.isNotEmpty());
        waits.setId("server-waiting");
        HBox toolsHead = new HBox(toolsTitle);
        toolsHead.getStyleClass().add("server-section-head");
        tools.setId("server-tools");
        tools.getStyleClass().addAll("two-lines", "server-tools");
        tools.setAccessibleText(Texts.of("servers.fact.tools"));
        tools.setCellFactory(any -> new Cell());
        tools.setPlaceholder(noTools);
        tools.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        lead(tools.getSelectionModel().getSelectedItem());
                        event.consume();
                    }
                });
        tools.setPrefHeight(LITTLE); // what is wrong comes first where there is little room
        VBox.setVgrow(tools, Priority.ALWAYS);
        getChildren().addAll(head, waits, signing, troubleScroll, toolsHead, tools);
        model.selected().addListener((property, before, now) -> show(now));
        show(model.selected().get());
    }

    /// Whether there is no room for the facts beside it.
    void narrow(boolean so) {
        details.setVisible(so);
        details.setManaged(so);
    }

    ListView<ToolDefinition> tools() {
        return tools;
    }

    private Button button(String id, String key, Feather icon, Consumer<ServerRow> does) {
        Button button = Buttons.plain(Texts.of(key), icon, () -> with(does));
        button.setId(id);
        return button;
    }

    private void with(Consumer<ServerRow> does) {
        Optional.ofNullable(model.selected().get()).ifPresent(does);
    }

    private void lead(@Nullable ToolDefinition tool) {
        if (tool != null) {
            wishes.tool().accept(tool.name().value());
        }
    }

    private void menu() {
        ServerRow row = model.selected().get();
        if (row == null) {
            return;
        }
        List<MenuItem> items = new ArrayList<>();
        boolean own = row.topic().isEmpty();
        if (own && row.config().isPresent()) {
            items.add(item("servers.edit", () -> wishes.edit().accept(row)));
            boolean off = row.stand() == Stand.OFF;
            items.add(item(off ? "servers.turnOn" : "servers.turnOff", () -> model.turn(row, off)));
        }
        if (row.transport().equals("http") || row.transport().equals("sse")) {
            items.add(item("servers.signIn", () -> wishes.signIn().accept(row)));
        }
        if (own) {
            items.add(item("servers.remove", () -> model.remove(row, false)));
            items.add(item("servers.forget", () -> model.remove(row, true)));
        }
        if (items.isEmpty()) {
            MenuItem ofTopic = new MenuItem(Texts.of("servers.ofTopic", row.topic().orElseThrow()));
            ofTopic.setMnemonicParsing(false);
            ofTopic.setDisable(true);
            items.add(ofTopic);
        }
        new ContextMenu(items.toArray(MenuItem[]::new)).show(more, Side.BOTTOM, 0, 0);
    }

    private static MenuItem item(String key, Runnable does) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(event -> does.run());
        return item;
    }

    private void show(@Nullable ServerRow row) {
        setVisible(row != null);
        if (row == null) {
            return;
        }
        name.setText(row.name());
        target.setText(row.target());
        target.getTooltip().setText(row.target());
        chip.getChildren().setAll(Marks.chip(row.stand()));
        Stand stand = row.stand();
        boolean usable = row.config().isPresent() && stand != Stand.OFF;
        there(signIn, stand == Stand.SIGN_IN);
        there(start, usable && stand == Stand.IDLE);
        there(stop, stand == Stand.RUNNING || stand == Stand.STARTING);
        there(restart, usable && stand != Stand.IDLE && stand != Stand.SIGN_IN);
        waiting.set(
                row.waiting().isEmpty()
                        ? ""
                        : Texts.count("servers.waiting", row.waiting().size()));
        showTrouble(row);
        showTools(row);
    }

    private static void there(Node node, boolean so) {
        node.setVisible(so);
        node.setManaged(so);
    }

    private void showTrouble(ServerRow row) {
        boolean troubled = row.stand().needsAPerson();
        there(troubleScroll, troubled);
        if (!troubled) {
            trouble.getChildren().clear();
            return;
        }
        boolean signs = row.stand() == Stand.SIGN_IN;
        String look = signs ? "warning" : "danger";
        trouble.getStyleClass().removeAll("warning", "danger");
        trouble.getStyleClass().add(look);
        HBox head =
                new HBox(
                        Icons.line(signs ? Feather.LOG_IN : Feather.ALERT_CIRCLE, look),
                        Labels.wrapped(Texts.of(title(row), row.name()), "t-strong"));
        head.getStyleClass().add("row-8");
        Label what =
                Labels.wrapped(
                        signs ? Texts.of("servers.stand.sign_in.fix") : row.failing().what(),
                        "t-body");
        what.setId("server-why");
        trouble.getChildren().setAll(head, what);
        if (!row.failing().said().isEmpty()) {
            Label raw = Labels.wrapped(String.join("\n", row.failing().said()), "t-mono-s", "code");
            raw.setMaxWidth(Double.MAX_VALUE);
            trouble.getChildren().add(raw);
        }
        List<Node> buttons = new ArrayList<>();
        if (row.stand() == Stand.FAILED && row.topic().isEmpty()) {
            Button edit =
                    Buttons.plain(
                            Texts.of("servers.edit"),
                            Feather.EDIT_2,
                            () -> wishes.edit().accept(row));
            edit.setId("server-mend");
            buttons.add(edit);
        }
        if (row.stand() == Stand.BROKEN) {
            buttons.add(Labels.of(Texts.of("servers.stand.broken.fix"), "t-body", "muted"));
        }
        if (!buttons.isEmpty()) {
            HBox actions = new HBox(buttons.toArray(Node[]::new));
            actions.getStyleClass().add("row-8");
            trouble.getChildren().add(actions);
        }
    }

    private static String title(ServerRow row) {
        boolean program = row.transport().equals("stdio");
        return row.stand() == Stand.FAILED && !program
                ? "servers.stand.failed.unreachable"
                : row.stand().key() + ".title";
    }

    private void showTools(ServerRow row) {
        toolsTitle.setText(
                row.tools().isEmpty()
                        ? Texts.of("servers.fact.tools")
                        : Texts.count("servers.tools.title", row.tools().size()));
        if (!tools.getItems().equals(row.tools())) {
            tools.getItems().setAll(row.tools());
        }
        noTools.setText(
                switch (row.stand()) {
                    case RUNNING -> Texts.of("servers.noTools.running");
                    case STARTING -> Texts.of("servers.noTools.starting");
                    case IDLE -> Texts.of("servers.noTools.idle");
                    case OFF -> Texts.of("servers.noTools.off");
                    case FAILED, SIGN_IN, BROKEN -> Texts.of("servers.noTools.failed");
                });
    }

    private final class Cell extends ListCell<ToolDefinition> {

        Cell() {
            setPrefWidth(0);
            setOnMouseClicked(event -> lead(getItem()));
        }

        @Override
        protected void updateItem(@Nullable ToolDefinition tool, boolean empty) {
            super.updateItem(tool, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText("");
            if (empty || tool == null) {
                return;
            }
            String about = tool.description().lines().map(String::strip).findFirst().orElse("");
            VBox words =
                    new VBox(
                            Labels.cut(tool.name().value(), "t-mono"),
                            Labels.cut(about, "t-small", "muted"));
            words.getStyleClass().add("words");
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox line = new HBox(words, Icons.button(Feather.CHEVRON_RIGHT, "muted"));
            line.getStyleClass().add("list-row");
            setGraphic(line);
            setAccessibleText(Texts.of("servers.tool.row", tool.name(), about));
        }
    }
}
