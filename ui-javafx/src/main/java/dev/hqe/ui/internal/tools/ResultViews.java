package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.io.ByteArrayInputStream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Draws the parts of a result.
final class ResultViews {

    /// Largest side of a picture on the screen.
    private static final double MAX_SIDE = 2_000;

    private static final double EDGES = 32;

    private final FxDispatcher dispatcher;

    ResultViews(FxDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    Node of(ResultPart part) {
        return switch (part) {
            case ResultPart.Table table -> table(table);
            case ResultPart.Chart chart -> new CurveChart(chart);
            case ResultPart.Tree(var value) -> new JsonTree(value);
            case ResultPart.Words words -> words(words);
            case ResultPart.Picture picture -> picture(picture);
            case ResultPart.Raw(String text, int total) ->
                    raw(text, total > ResultReader.MAX_TEXT ? cut(text.length(), total) : "");
        };
    }

    private static Node table(ResultPart.Table table) {
        ResultTable rows = new ResultTable(table);
        String title =
                table.name().isEmpty()
                        ? Texts.count("tools.rows", table.total())
                        : table.name() + ", " + Texts.count("tools.rows", table.total());
        if (table.rows().size() < table.total()) {
            title = Texts.of("tools.rows.part", title, table.rows().size());
        }
        Label caption = Labels.cut(title, "t-small", "muted", "result-caption");
        VBox.setVgrow(rows, Priority.ALWAYS);
        return new VBox(caption, rows);
    }

    private static Node words(ResultPart.Words words) {
        String cut =
                words.text().length() < words.total()
                        ? cut(words.text().length(), words.total())
                        : "";
        if (!words.markdown()) {
            return raw(words.text(), cut);
        }
        VBox page = new MarkdownView(words.text());
        if (!cut.isEmpty()) {
            page.getChildren().add(Labels.wrapped(cut, "t-small", "muted"));
        }
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }

    private static Node raw(String text, String cut) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setId("result-text");
        area.setAccessibleText(Texts.of("tools.result"));
        area.getStyleClass().addAll("code-area", "flush", "t-mono");
        if (cut.isEmpty()) {
            return area;
        }
        VBox.setVgrow(area, Priority.ALWAYS);
        return new VBox(area, Labels.cut(cut, "t-small", "muted", "result-caption"));
    }

    private static String cut(int shown, int total) {
        return Texts.of("tools.result.cut", shown, total);
    }

    private Node picture(ResultPart.Picture picture) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setAccessibleText(
                Texts.of("tools.picture", picture.mimeType(), picture.width(), picture.height()));
        StackPane frame = new StackPane(view);
        frame.getStyleClass().add("result-picture");
        frame.setMinSize(0, 0);
        view.fitWidthProperty() // a small one is not blown up
                .bind(Bindings.min(frame.widthProperty().subtract(EDGES), picture.width()));
        view.fitHeightProperty()
                .bind(Bindings.min(frame.heightProperty().subtract(EDGES), picture.height()));
        Label caption = Labels.cut(view.getAccessibleText(), "t-small", "muted", "result-caption");
        VBox.setVgrow(frame, Priority.ALWAYS);
        Thread.ofVirtual()
                .name("window-picture")
                .start(() -> {
                    double width = Math.min(MAX_SIDE, picture.width());
                    double height = Math.min(MAX_SIDE, picture.height());
                    Image image =
                            new Image(
                                    new ByteArrayInputStream(picture.bytes()),
                                    width,
                                    height,
                                    true,
                                    true);
                    dispatcher.post(() -> {
                        if (image.isError()) {
                            frame.getChildren()
                                    .setAll(
                                            Labels.of(
                                                    Texts.of("tools.result.noPicture"),
                                                    "t-body",
                                                    "muted"));
                        } else {
                            view.setImage(image);
                        }
                    });
                });
        return new VBox(caption, frame);
    }
}
