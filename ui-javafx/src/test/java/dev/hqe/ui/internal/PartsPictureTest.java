package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.DetailPane;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.FormField;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Loading;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.MarkedText;
import dev.hqe.ui.internal.part.MarkedText.Mark;
import dev.hqe.ui.internal.part.SearchField;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.part.Sheet;
import dev.hqe.ui.internal.part.Strip;
import dev.hqe.ui.internal.toast.Toast;
import dev.hqe.ui.internal.toast.ToastLayer;
import dev.hqe.ui.internal.toast.Toasts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;

/// Draws the parts that pages are made of, each in its states, into `target/pictures`.
@ExtendWith(Toolkit.class)
class PartsPictureTest {

    @Test
    void drawsEveryPartInBothThemesAndTheLargestText() {
        Scene scene =
                Toolkit.fx(() -> {
                    Faces.load();
                    return new Scene(gallery(), 1440, 900);
                });

        for (Theme theme : Theme.values()) {
            draw(scene, theme, 13, "parts-" + theme);
        }
        draw(scene, Theme.LIGHT, 19.5, "parts-large");

        assertThat(Path.of("target", "pictures", "parts-LIGHT.png")).isNotEmptyFile();
    }

    private static void draw(Scene scene, Theme theme, double size, String name) {
        WritableImage image =
                Toolkit.fx(() -> {
                    theme.applyTo(scene, List.of());
                    scene.getRoot().setStyle("-fx-font-size: " + size + "px;");
                    scene.snapshot(null);
                    return scene.snapshot(null);
                });
        Png.write(image, Path.of("target", "pictures", name + ".png"));
    }

    private static Region gallery() {
        GridPane grid = new GridPane(16, 16);
        grid.setPadding(new javafx.geometry.Insets(16));
        grid.addRow(0, box(empty()), box(loading()), box(error()));
        grid.addRow(1, box(strips()), box(controls()), box(detail()));
        grid.addRow(2, box(toasts()), box(marked()), box(sheet()));
        return grid;
    }

    private static Region box(Node node) {
        StackPane box = new StackPane(node);
        box.getStyleClass().addAll("panel", "flush");
        box.setPrefSize(460, 270);
        box.setMaxSize(460, 270);
        box.setMinSize(460, 270);
        return box;
    }

    private static Node empty() {
        return new EmptyState(
                Feather.SEARCH,
                "Nothing is indexed yet",
                "Add a folder. Every answer will then name its file and line.",
                Buttons.filled("Add a folder", Feather.FOLDER_PLUS, () -> {}),
                Buttons.plain("Read how indexing works", () -> {}));
    }

    private static Node loading() {
        Loading loading = new Loading("Reading 3 419 events, 2 s so far").cancelling(() -> {});
        loading.lookupAll("*").forEach(node -> node.setVisible(true));
        return loading;
    }

    private static Node error() {
        return new ErrorState(
                "Server postgres did not start",
                "spawn npx ENOENT",
                Buttons.filled("Try again", Feather.REFRESH_CW, () -> {}),
                Buttons.plain("Open settings", () -> {}));
    }

    private static Node strips() {
        return new VBox(
                strip(Look.WARNING, "Ranked by words only, the model is loading.", "Show"),
                strip(Look.DANGER, "Patents 0.4.2 did not load, topic.yaml:23", "Open file"),
                strip(Look.ACCENT, "The file changed after it was indexed.", "Reindex"));
    }

    private static Strip strip(Look look, String text, String action) {
        return new Strip(look, new ReadOnlyStringWrapper(text), action, () -> {});
    }

    private static Node controls() {
        Button disabled = Buttons.plain("Disabled", () -> {});
        disabled.setDisable(true);
        SearchField field = new SearchField("Filter tools");
        SearchField full = new SearchField("Search");
        full.setText("covenant");
        full.found("38 hits in 41 ms");
        Segments<String> policy =
                new Segments<>("Policy", List.of("Allow", "Ask", "Deny"), Function.identity());
        CheckBox check = new CheckBox("Explain scores");
        check.setSelected(true);
        VBox rows =
                new VBox(
                        row(
                                Buttons.filled("Default", Feather.PLAY, () -> {}),
                                Buttons.plain("Plain", () -> {}),
                                Buttons.flat("Reset", Feather.ROTATE_CCW, () -> {}),
                                disabled),
                        row(field, policy),
                        row(full, check),
                        row(
                                Chips.state(Look.SUCCESS, Feather.CHECK, "Granted"),
                                Chips.state(Look.WARNING, Feather.KEY, "Needs a grant"),
                                Chips.state(Look.DANGER, Feather.ALERT_CIRCLE, "Broken"),
                                Chips.plain(Look.NEUTRAL, "Reads"),
                                Chips.count("4"),
                                Chips.key("Ctrl K")),
                        row(
                                Chips.pill("client-confidential", true),
                                Chips.pill("internal", false),
                                Labels.of("42 ms", "t-figure"),
                                Buttons.link("Open", () -> {})));
        rows.setSpacing(12);
        rows.setPadding(new javafx.geometry.Insets(16));
        return rows;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().add("row-8");
        return row;
    }

    private static Node detail() {
        return new DetailPane("legal.find_clause", true)
                .state(Chips.state(Look.SUCCESS, Feather.CHECK, "Done"))
                .lead(
                        new FactGrid()
                                .add("Caller", Labels.of("Claude Code", "t-body"))
                                .add("Took", Labels.of("64 ms", "t-mono")))
                .section("Arguments", "3", Labels.wrapped("{\"limit\": 5}", "t-mono", "code"))
                .actions(Buttons.plain("Copy", Feather.COPY, () -> {}));
    }

    private static Node toasts() {
        Toasts toasts = new Toasts(InstantSource.fixed(Instant.EPOCH));
        Kept kept = Kept.inMemory();
        kept.change(state -> state.motion(false));
        toasts.show(
                Toast.done("Energy markets is granted", "5 tools added, all start at Ask")
                        .undoing("Undo", () -> {}));
        toasts.show(
                Toast.failed("Export failed, the disk is full", "Free 240 MB")
                        .offering("Choose", () -> {}));
        return new ToastLayer(toasts, kept);
    }

    private static Node sheet() {
        TextField limit = new TextField("8000");
        FormField field = new FormField("Limit", false, "integer, 1 to 5000", "", limit);
        field.wrong("8000 is over the limit of 5000. Enter 5000 or less.");
        FormField symbol =
                new FormField("Symbol", true, "string", "As the exchange has it.", new TextField());
        VBox fields = new VBox(12, field, symbol);
        return new Sheet("Add a server", fields, Buttons.plain("Not now", () -> {}));
    }

    private static Node marked() {
        MarkedText text = new MarkedText(true, "t-body");
        text.show(
                "A party in breach of a financial covenant has thirty days from the notice to cure"
                        + " it. If it is not cured within that period, the other party may end this"
                        + " agreement.",
                List.of(new Mark(11, 17), new Mark(33, 41), new Mark(68, 74), new Mark(118, 124)));
        VBox box = new VBox(text);
        box.setPadding(new javafx.geometry.Insets(16));
        return box;
    }
}
