package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.profile.Profile;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Panel;
import dev.hqe.ui.internal.part.Strip;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The profiles: what each opens and who uses it.
final class ProfilesPane extends Panel {

    private final ProfilesModel model;
    private final AgentsModel agents;
    private final Deeds deeds;
    private final VBox lines = new VBox();
    private final Label foreign = Labels.wrapped("", "t-small", "muted");

    /// What leads away from here.
    ///
    /// @param make asks for a new profile
    /// @param connect connects a program under a profile
    /// @param remove takes a profile away, with the way back
    /// @param copy puts a command on the clipboard
    record Deeds(
            Runnable make,
            Consumer<Profile> connect,
            Consumer<Profile> remove,
            Consumer<String> copy) {}

    ProfilesPane(ProfilesModel model, AgentsModel agents, Deeds deeds) {
        super(Texts.of("agents.part.PROFILES"));
        this.model = model;
        this.agents = agents;
        this.deeds = deeds;
        setId("agent-profiles");
        lines.getStyleClass().add("lines");
        Button make = Buttons.plain(Texts.of("agents.profile.new"), Feather.PLUS, deeds.make());
        make.setId("profile-new");
        make.disableProperty().bind(model.mayChange().not());
        addToHead(Labels.space(), make);
        Strip problem =
                new Strip(
                                Look.DANGER,
                                model.problem().map(at -> Texts.of("agents.profiles.broken", at)),
                                Texts.of("agents.again"),
                                model::look)
                        .when(model.problem().isNotEmpty());
        foreign.setText(Texts.of("agents.profiles.foreign"));
        foreign.visibleProperty().bind(model.mayChange().not().and(model.problem().isEmpty()));
        foreign.managedProperty().bind(foreign.visibleProperty());
        getChildren()
                .addAll(
                        Labels.wrapped(Texts.of("agents.profiles.how"), "t-body", "muted"),
                        problem,
                        foreign,
                        lines);
        InvalidationListener look = observable -> show();
        model.profiles().addListener(look);
        model.mayChange().addListener(look);
        agents.rows().addListener(look);
        show();
    }

    private void show() {
        if (model.profiles().isEmpty()) {
            lines.getChildren()
                    .setAll(
                            new EmptyState(
                                    Feather.USERS,
                                    Texts.of("agents.profiles.none"),
                                    Texts.of("agents.profiles.none.how")));
            return;
        }
        lines.getChildren().setAll(model.profiles().stream().map(this::line).toList());
    }

    private Node line(Profile profile) {
        long users = agents.users(profile);
        VBox words =
                new VBox(
                        Labels.cut(profile.name(), "t-strong"),
                        Labels.wrapped(Scopes.said(profile.scope()), "t-body", "muted"),
                        Labels.of(
                                users == 0
                                        ? Texts.of("agents.profile.unused")
                                        : Texts.count("agents.profile.users", users),
                                "t-small",
                                "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button connect =
                Buttons.plain(
                        Texts.of("agents.profile.connect"), () -> deeds.connect().accept(profile));
        connect.setAccessibleText(Texts.of("agents.profile.connect.of", profile.name()));
        HBox row = new HBox(words, connect);
        if (model.mayChange().get()) {
            Button remove =
                    Buttons.icon(
                            Feather.TRASH_2,
                            Texts.of("agents.profile.remove", profile.name()),
                            () -> deeds.remove().accept(profile));
            remove.getStyleClass().add("profile-remove");
            row.getChildren().add(remove);
        } else {
            row.getChildren()
                    .add(
                            Buttons.icon(
                                    Feather.COPY,
                                    Texts.of("agents.profile.command"),
                                    () ->
                                            deeds.copy()
                                                    .accept(
                                                            "hqe profile remove "
                                                                    + profile.name())));
        }
        row.getStyleClass().addAll("row-8", "agent-answer");
        return row;
    }
}
