package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.ApiKey;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Panel;
import dev.hqe.ui.internal.part.Strip;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The keys with which agents come in over HTTP.
final class KeysPane extends Panel {

    private static final int MOST = 200;

    private final KeysModel model;
    private final AgentsModel agents;
    private final InstantSource clock;
    private final Consumer<ApiKey> revoke;
    private final VBox lines = new VBox();

    /// @param issue asks for a new key
    /// @param revoke asks whether to end a key
    KeysPane(
            KeysModel model,
            AgentsModel agents,
            InstantSource clock,
            Runnable issue,
            Consumer<ApiKey> revoke) {
        super(Texts.of("agents.part.KEYS"));
        this.model = model;
        this.agents = agents;
        this.clock = clock;
        this.revoke = revoke;
        setId("agent-keys");
        lines.getStyleClass().add("lines");
        Button make = Buttons.plain(Texts.of("agents.key.new"), Feather.PLUS, issue);
        make.setId("key-new");
        addToHead(Labels.space(), make);
        Strip problem =
                new Strip(
                                Look.DANGER,
                                model.problem().map(why -> Texts.of("agents.keys.broken", why)),
                                Texts.of("agents.again"),
                                model::look)
                        .when(model.problem().isNotEmpty());
        getChildren()
                .addAll(
                        Labels.wrapped(Texts.of("agents.keys.how"), "t-body", "muted"),
                        problem,
                        lines);
        InvalidationListener look = observable -> show();
        model.keys().addListener(look);
        model.known().addListener(look);
        agents.rows().addListener(look);
        show();
    }

    private void show() {
        if (!model.known().get()) {
            lines.getChildren().clear();
        } else if (model.keys().isEmpty()) {
            lines.getChildren()
                    .setAll(
                            new EmptyState(
                                    Feather.KEY,
                                    Texts.of("agents.keys.none"),
                                    Texts.of("agents.keys.none.how")));
        } else {
            lines.getChildren().setAll(model.keys().stream().limit(MOST).map(this::line).toList());
            if (model.keys().size() > MOST) {
                lines.getChildren()
                        .add(
                                Labels.of(
                                        Texts.of("agents.keys.more", model.keys().size() - MOST),
                                        "t-small",
                                        "muted"));
            }
        }
    }

    private Node line(ApiKey key) {
        Instant now = clock.instant();
        String use =
                agents.lastUse(key.id().value())
                        .map(at -> Texts.of("agents.key.used", Said.ago(at, now)))
                        .orElse(Texts.of("agents.key.unused"));
        HBox name =
                new HBox(
                        Labels.cut(key.name(), "t-strong"),
                        Labels.of(key.id().value(), "t-mono", "subtle"));
        name.getStyleClass().add("row-8");
        if (key.isExpired(now)) {
            name.getChildren()
                    .add(Chips.state(Look.DANGER, Feather.CLOCK, Texts.of("agents.key.expired")));
        }
        VBox words =
                new VBox(
                        name,
                        Labels.wrapped(Scopes.said(key.scope()), "t-body", "muted"),
                        Labels.wrapped(
                                Texts.of(
                                        "agents.key.facts",
                                        Said.time(key.createdAt(), now),
                                        Said.until(key.expiresAt(), now),
                                        use),
                                "t-small",
                                "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button end = Buttons.plain(Texts.of("agents.key.revoke"), () -> revoke.accept(key));
        end.setAccessibleText(Texts.of("agents.key.revoke.of", key.name()));
        end.getStyleClass().add("key-revoke");
        HBox row = new HBox(words, end);
        row.getStyleClass().addAll("row-8", "agent-answer");
        return row;
    }
}
