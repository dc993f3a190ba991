package dev.hqe.ui.internal.home;

import dev.hqe.kernel.json.Problem;
import dev.hqe.ui.internal.IngestState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.home.HomeModel.Need;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What waits for the person.
final class NeedsPanel extends Panel {

    private static final int MAX_ROWS = 4;

    private final HomeModel model;
    private final Label count = Labels.of("", "count");
    private final VBox rows = new VBox();

    NeedsPanel(HomeModel model) {
        super(Texts.of("needs.title"));
        this.model = model;
        getStyleClass().add("flush");
        addToHead(count);
        getChildren().add(rows);
        model.needs().addListener((InvalidationListener) observable -> show());
        show();
    }

    private void show() {
        List<Need> needs = model.needs();
        count.setVisible(!needs.isEmpty());
        count.setText(Texts.number(needs.size()));
        rows.getChildren().clear();
        needs.stream().limit(MAX_ROWS).map(this::row).forEach(rows.getChildren()::add);
        if (needs.isEmpty()) {
            rows.getChildren().add(nothing());
        }
        if (needs.size() > MAX_ROWS) {
            Button all =
                    Buttons.link(
                            Texts.of("needs.more", needs.size() - MAX_ROWS),
                            () -> model.shell().place().set(Place.TOPICS));
            HBox more = new HBox(all);
            more.getStyleClass().add("more");
            rows.getChildren().add(more);
        }
    }

    private static Node nothing() {
        HBox row =
                new HBox(
                        Icons.line(Feather.CHECK_CIRCLE, "success"),
                        words(
                                Texts.of("needs.none"),
                                Labels.wrapped(Texts.of("needs.none.why"), "t-small", "muted")));
        row.getStyleClass().addAll("need-row", "last");
        return row;
    }

    private Node row(Need need) {
        return switch (need) {
            case Need.BrokenTopic broken -> {
                Problem first = broken.problems().getFirst();
                int more = broken.problems().size() - 1;
                String also = more == 0 ? "" : Texts.count("needs.problems", more);
                yield row(
                        Texts.of("needs.topic", IngestState.nameOf(broken.folder())),
                        first + also,
                        Buttons.plain(
                                Texts.of("needs.show"),
                                () ->
                                        model.shell()
                                                .open(new Target.OfTopicFolder(broken.folder()))));
            }
            case Need.FailedIngest failed ->
                    row(
                            Texts.of("needs.ingest", IngestState.nameOf(failed.folder())),
                            failed.message(),
                            Buttons.plain(
                                    Texts.of("needs.again"), () -> model.add(failed.folder())));
        };
    }

    private static Node row(String title, String why, Button action) {
        HBox row =
                new HBox(
                        Icons.line(Feather.ALERT_CIRCLE, "danger"),
                        words(title, Labels.cut(why, "t-small", "muted")),
                        action);
        row.getStyleClass().add("need-row");
        action.setAccessibleText(Texts.of("needs.action", action.getText(), title));
        return row;
    }

    private static VBox words(String title, Label why) {
        VBox words = new VBox(Labels.cut(title, "t-name"), why);
        words.getStyleClass().add("words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }
}
