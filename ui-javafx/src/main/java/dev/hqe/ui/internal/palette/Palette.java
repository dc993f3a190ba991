package dev.hqe.ui.internal.palette;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The palette as it is seen. The keyboard stays in its field; arrows move through the rows.
public final class Palette extends VBox {

    private static final int PAGE = 8;

    private final PaletteModel model;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Row> list;
    private final Label only = Labels.of("", "key-cap");
    private final Label nothing = Labels.of("", "t-body", "muted", "palette-nothing");

    /// @param close takes it off the window
    public Palette(PaletteModel model, Runnable close) {
        this.model = model;
        this.close = close;
        getStyleClass().add("palette");
        setAccessibleText(Texts.of("palette.title"));
        field.setId("palette-field");
        field.setPromptText(Texts.of("palette.prompt"));
        field.setAccessibleText(Texts.of("palette.prompt"));
        field.textProperty().bindBidirectional(model.words());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox top =
                new HBox(
                        Icons.line(Feather.SEARCH, "accent"),
                        field,
                        only,
                        Chips.key("Tab"),
                        Labels.of(Texts.of("palette.narrow"), "t-small", "muted"));
        top.getStyleClass().add("palette-top");

        list = new ListView<>(model.rows());
        list.setId("palette-list");
        list.getStyleClass().add("palette-list");
        list.setFocusTraversable(false);
        list.setAccessibleText(Texts.of("palette.title"));
        list.setCellFactory(view -> new PaletteCell(model));
        nothing.managedProperty().bind(nothing.visibleProperty());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(top, list, nothing, foot());

        model.rows().addListener((InvalidationListener) observable -> size());
        model.selected().addListener((property, before, now) -> select(now.intValue()));
        model.only().addListener((property, before, now) -> narrowed(now));
        narrowed(model.only().get());
        size();
        select(model.selected().get());
    }

    private static HBox foot() {
        HBox foot =
                new HBox(
                        Chips.key("\u2191"),
                        Chips.key("\u2193"),
                        Labels.of(Texts.of("palette.move"), "t-small", "muted"),
                        Chips.key("Enter"),
                        Labels.of(Texts.of("palette.open"), "t-small", "muted"),
                        Labels.space(),
                        Chips.key("Esc"),
                        Labels.of(Texts.of("palette.close"), "t-small", "muted"));
        foot.getStyleClass().add("palette-foot");
        return foot;
    }

    /// What gets the keyboard.
    public TextField field() {
        return field;
    }

    private void key(KeyEvent event) {
        boolean done =
                switch (event.getCode()) {
                    case DOWN -> move(1);
                    case UP -> move(-1);
                    case PAGE_DOWN -> move(PAGE);
                    case PAGE_UP -> move(-PAGE);
                    case TAB -> {
                        model.narrow(event.isShiftDown() ? -1 : 1);
                        yield true;
                    }
                    case ENTER -> {
                        enter(event);
                        yield true;
                    }
                    case ESCAPE -> {
                        close.run();
                        yield true;
                    }
                    default -> false;
                };
        if (done) {
            event.consume();
        }
    }

    private boolean move(int by) {
        model.move(by);
        return true;
    }

    /// Enter does what is selected; with Ctrl, what these keys stand beside.
    private void enter(KeyEvent event) {
        Optional<PaletteEntry> keyed =
                model.rows().stream()
                        .filter(Row.Item.class::isInstance)
                        .map(row -> ((Row.Item) row).entry())
                        .filter(entry ->
                                entry.keys().filter(k -> k.match(event, false)).isPresent())
                        .findFirst();
        if (event.isShortcutDown() && keyed.isPresent()) {
            model.run(keyed.get());
        } else if (event.getCode() == KeyCode.ENTER) {
            model.run();
        }
    }

    private void narrowed(Optional<Section> now) {
        only.setText(now.map(Section::title).orElse(Texts.of("palette.all")));
    }

    /// As high as its rows, up to what fits.
    private void size() {
        boolean empty = model.rows().isEmpty();
        nothing.setVisible(empty && model.isSettled() && !model.words().get().isBlank());
        nothing.setText(Texts.of("palette.nothing", model.words().get()));
        double em = field.getFont().getSize() / 15; // the field is set larger than the rest
        double height = 0;
        for (Row row : model.rows()) {
            height += em * 13 * (row instanceof Row.Head ? 28 : 36) / 13.0;
        }
        list.setPrefHeight(Math.min(height + 9, 430));
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.setVisible(!empty);
        list.setManaged(!empty);
    }

    private void select(int index) {
        if (index < 0) {
            list.getSelectionModel().clearSelection();
            field.setAccessibleHelp("");
            return;
        }
        list.getSelectionModel().select(index);
        // a first row is seen with its heading
        list.scrollTo(index <= 1 ? 0 : Math.max(0, index - 9));
        if (model.rows().get(index) instanceof Row.Item item) {
            field.setAccessibleHelp(PaletteCell.says(item));
        }
    }
}
