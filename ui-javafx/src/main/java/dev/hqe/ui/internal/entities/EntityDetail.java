package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Labels;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The selected entity: its facts and its data.
final class EntityDetail extends StackPane {

    private final EntitiesModel model;
    private final Desk desk;

    EntityDetail(EntitiesModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        setMinWidth(256);
        getStyleClass().add("detail-pane");
        model.detail().addListener((property, before, now) -> show(now));
        show(model.detail().get());
    }

    private void show(Detail detail) {
        Node node =
                switch (detail) {
                    case Detail.Nothing _ ->
                            new EmptyState(
                                    Feather.FILE_TEXT,
                                    Texts.of("entities.detail.none"),
                                    Texts.of("entities.detail.how"));
                    case Detail.Shown shown -> entity(shown);
                    case Detail.Gone gone ->
                            new EmptyState(
                                    Feather.SLASH,
                                    Texts.of("entities.detail.gone"),
                                    gone.id(),
                                    Buttons.plain(Texts.of("entities.reload"), model::reload));
                    case Detail.Failed failed ->
                            new ErrorState(Texts.of("entities.detail.failed"), failed.message());
                };
        getChildren().setAll(node);
    }

    private Node entity(Detail.Shown shown) {
        StoredEntity stored = shown.entity();
        var entity = stored.entity();
        Label title = Labels.wrapped(titleOf(stored), "t-head");
        FactGrid facts =
                new FactGrid()
                        .add(Texts.of("entities.column.kind"), mono(entity.kind().value()))
                        .add(Texts.of("entities.column.topic"), mono(entity.topicId().value()))
                        .add(Texts.of("entities.id"), Labels.path(entity.id().value()))
                        .add(Texts.of("entities.created"), mono(entity.createdAt().toString()))
                        .add(Texts.of("entities.changedAt"), mono(stored.updatedAt().toString()))
                        .add(
                                Texts.of("entities.column.version"),
                                mono(Texts.number(stored.version())));
        TextArea json = new TextArea(shown.json());
        json.setId("entity-json");
        json.setEditable(false);
        json.setWrapText(true);
        json.setAccessibleText(Texts.of("entities.data"));
        json.getStyleClass().addAll("t-mono", "code-area", "flush");
        VBox.setVgrow(json, Priority.ALWAYS);
        HBox actions =
                new HBox(
                        Buttons.plain(
                                Texts.of("entities.copyJson"),
                                Feather.COPY,
                                () -> desk.copy(PrettyJson.written(stored.toJson()))),
                        Buttons.plain(
                                Texts.of("entities.copyId"), () -> desk.copy(entity.id().value())));
        actions.getStyleClass().add("detail-actions");
        VBox top = new VBox(title, facts);
        top.getStyleClass().add("detail-top");
        return new VBox(top, json, actions);
    }

    private static String titleOf(StoredEntity stored) {
        return EntityRow.of(stored) instanceof EntityRow.Loaded row
                ? row.title()
                : stored.id().value();
    }

    private static Label mono(String text) {
        return Labels.cut(text, "t-mono");
    }
}
