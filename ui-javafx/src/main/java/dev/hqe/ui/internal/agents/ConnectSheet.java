package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection.State;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.ui.AgentSetup.Trial;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FormField;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Connecting a program: which one, under which profile, what would be changed in its file, and how
/// it went.
final class ConnectSheet extends VBox {

    private static final int MOST_LINES = 200;

    private final ConnectModel model;
    private final VBox body = new VBox();
    private final ComboBox<AgentClient> client = new ComboBox<>();
    private final ComboBox<Under> profile = new ComboBox<>();
    private final Button write;
    private final Button test;
    private final Button undo;
    private final ChangeListener<ConnectState> listener;

    /// A choice of what the program shall see.
    private record Under(String title, Optional<String> profile) {
        @Override
        public String toString() {
            return title;
        }
    }

    ConnectSheet(ConnectModel model, List<Profile> profiles) {
        this.model = model;
        getStyleClass().add("connect-sheet");
        client.setId("connect-client");
        client.setItems(FXCollections.observableArrayList(AgentClient.values()));
        client.setConverter(new Titles());
        client.setValue(model.client().get());
        client.valueProperty().addListener((property, before, now) -> model.client().set(now));
        List<Under> choices = new ArrayList<>();
        choices.add(new Under(Texts.of("agents.connect.asItIs"), Optional.empty()));
        profiles.forEach(one ->
                choices.add(
                        new Under(
                                Texts.of(
                                        "agents.connect.under",
                                        one.name(),
                                        Scopes.said(one.scope())),
                                Optional.of(one.name()))));
        profile.setId("connect-profile");
        profile.setItems(FXCollections.observableArrayList(choices));
        profile.setValue(
                choices.stream()
                        .filter(one -> one.profile().equals(model.profile().get()))
                        .findFirst()
                        .orElse(choices.getFirst()));
        profile.valueProperty()
                .addListener((property, before, now) -> model.profile().set(now.profile()));
        write = Buttons.filled(Texts.of("agents.connect.write"), Feather.EDIT_3, model::write);
        write.setId("connect-write");
        test = Buttons.plain(Texts.of("agents.connect.test"), Feather.PLAY, model::test);
        test.setId("connect-test");
        undo = Buttons.plain(Texts.of("agents.connect.undo"), Feather.ROTATE_CCW, model::undo);
        undo.setId("connect-undo");
        body.setId("connect-body");
        body.getStyleClass().add("connect-body");
        HBox choose =
                new HBox(
                        grow(
                                new FormField(
                                        Texts.of("agents.connect.client"), false, "", "", client)),
                        grow(
                                new FormField(
                                        Texts.of("agents.connect.profile"),
                                        false,
                                        "",
                                        "",
                                        profile)));
        choose.getStyleClass().add("connect-choose");
        getChildren().addAll(choose, body);
        listener = (property, before, now) -> show(now);
        model.state().addListener(listener);
        show(model.state().get());
    }

    private static Node grow(FormField field) {
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setPrefWidth(100);
        return field;
    }

    private static final class Titles extends javafx.util.StringConverter<AgentClient> {

        @Override
        public String toString(AgentClient one) {
            return one.title();
        }

        @Override
        public AgentClient fromString(String text) {
            throw new UnsupportedOperationException("the choice cannot be typed");
        }
    }

    List<Button> actions() {
        return List.of(undo, test, write);
    }

    Node first() {
        return client;
    }

    /// Nobody looks at it any more.
    void closed() {
        model.state().removeListener(listener);
        model.close();
    }

    private void show(ConnectState state) {
        List<Node> nodes = new ArrayList<>();
        boolean busy =
                state instanceof ConnectState.Reading || state instanceof ConnectState.Trying;
        client.setDisable(state instanceof ConnectState.Trying);
        profile.setDisable(state instanceof ConnectState.Trying);
        boolean writes =
                state instanceof ConnectState.Planned planned && !planned.change().isEmpty();
        present(write, writes);
        present(test, !busy && !writes && state.connection().isPresent());
        present(undo, !busy && state.written().isPresent());
        switch (state) {
            case ConnectState.Reading _ -> nodes.add(busy(Texts.of("agents.connect.reading")));
            case ConnectState.Planned planned -> planned(planned, nodes);
            case ConnectState.Unusable(String message) -> {
                nodes.add(outcome(Feather.ALERT_CIRCLE, "danger", "agents.connect.unusable"));
                nodes.add(Labels.wrapped(message, "t-mono", "code"));
                nodes.add(
                        Labels.wrapped(Texts.of("agents.connect.unusable.fix"), "t-body", "muted"));
            }
            case ConnectState.Trying trying -> {
                written(trying, nodes);
                nodes.add(busy(Texts.of("agents.connect.trying")));
            }
            case ConnectState.Tried tried -> {
                written(tried, nodes);
                tried(tried, nodes);
            }
        }
        body.getChildren().setAll(nodes);
    }

    private static void present(Button button, boolean there) {
        button.setVisible(there);
        button.setManaged(there);
    }

    private static HBox busy(String text) {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setPrefSize(16, 16);
        HBox row = new HBox(turning, Labels.of(text, "t-body", "muted"));
        row.getStyleClass().add("row-8");
        return row;
    }

    private static HBox outcome(Feather icon, String style, String key, Object... values) {
        FontIcon mark = Icons.line(icon, style);
        HBox row = new HBox(mark, Labels.wrapped(Texts.of(key, values), "t-strong"));
        row.getStyleClass().add("row-8");
        return row;
    }

    private static void planned(ConnectState.Planned planned, List<Node> nodes) {
        String title = planned.of().client().title();
        switch (planned.now()) {
            case State.Connected _ ->
                    nodes.add(outcome(Feather.CHECK, "success", "agents.connect.already", title));
            case State.Absent _ ->
                    nodes.add(outcome(Feather.EDIT_3, "accent", "agents.connect.absent", title));
            case State.Drifted(var differences) -> {
                nodes.add(
                        outcome(
                                Feather.ALERT_TRIANGLE,
                                "warning",
                                "agents.connect.drifted",
                                title));
                differences.forEach(one -> nodes.add(Labels.wrapped(one, "t-small", "muted")));
            }
        }
        nodes.add(Labels.path(planned.of().file().toString(), "muted"));
        if (!planned.change().isEmpty()) {
            nodes.add(diff(planned.change().diff()));
            nodes.add(Labels.wrapped(Texts.of("agents.connect.copy"), "t-small", "muted"));
        }
        if (!planned.lacks().isEmpty()) {
            nodes.add(outcome(Feather.ALERT_TRIANGLE, "warning", "agents.connect.lacks", title));
            nodes.add(Labels.wrapped(planned.lacks().replaceAll("\\s+", " "), "t-small", "muted"));
        }
    }

    private static VBox diff(List<String> lines) {
        VBox box = new VBox();
        box.setId("connect-diff");
        box.getStyleClass().addAll("code", "connect-diff");
        box.setAccessibleText(
                Texts.of("agents.connect.diff")
                        + "\n"
                        + String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size()))));
        for (String line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            String style =
                    line.startsWith("+") ? "success" : line.startsWith("-") ? "danger" : "muted";
            Label label = Labels.wrapped(line, "t-mono", style);
            box.getChildren().add(label);
        }
        if (lines.size() > MOST_LINES) {
            box.getChildren()
                    .add(
                            Labels.of(
                                    Texts.of("agents.connect.more", lines.size() - MOST_LINES),
                                    "t-small",
                                    "muted"));
        }
        return box;
    }

    private static void written(ConnectState state, List<Node> nodes) {
        state.written()
                .ifPresent(written -> {
                    state.connection()
                            .ifPresent(connection ->
                                    nodes.add(
                                            outcome(
                                                    Feather.CHECK,
                                                    "success",
                                                    "agents.connect.written",
                                                    connection.client().title())));
                    written.copy()
                            .ifPresent(copy ->
                                    nodes.add(
                                            Labels.wrapped(
                                                    Texts.of("agents.connect.copied", copy),
                                                    "t-small",
                                                    "muted")));
                });
    }

    private static void tried(ConnectState.Tried tried, List<Node> nodes) {
        String title = tried.of().client().title();
        switch (tried.trial()) {
            case Trial.Works(var tools, var took) -> {
                nodes.add(
                        outcome(
                                Feather.CHECK,
                                "success",
                                "agents.connect.works",
                                Texts.count("agents.connect.tools", tools.size()),
                                Texts.duration(took)));
                nodes.add(
                        Labels.wrapped(
                                Texts.of("agents.connect.restart", title), "t-body", "muted"));
            }
            case Trial.Fails(String message, String fix, var said) -> {
                nodes.add(outcome(Feather.ALERT_CIRCLE, "danger", "agents.connect.fails", title));
                nodes.add(
                        Labels.wrapped(
                                said.isEmpty() ? message : message + "\n" + String.join("\n", said),
                                "t-mono",
                                "code"));
                nodes.add(Labels.wrapped(fix, "t-body", "muted"));
            }
        }
    }
}
