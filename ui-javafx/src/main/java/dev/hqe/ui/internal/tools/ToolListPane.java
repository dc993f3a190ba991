package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.SearchField;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// All tools under where they come from, and the field that filters them.
final class ToolListPane extends VBox {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final ToolsModel model;
    private final SearchField words = new SearchField(Texts.of("tools.words"));
    private final ListView<ToolRow> list = new ListView<>();
    private final EmptyState nothing;
    private final Runnable entered;
    private boolean following;

    /// @param entered goes on to the form of the tool that is chosen
    ToolListPane(ToolsModel model, Runnable entered) {
        this.model = model;
        this.entered = entered;
        getStyleClass().add("tool-list");
        words.setId("tool-words");
        words.textProperty().bindBidirectional(model.words());
        words.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                        enter();
                        event.consume();
                    }
                });
        HBox top = new HBox(words);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        top.getStyleClass().add("tool-list-top");
        list.setId("tool-list");
        list.getStyleClass().add("one-line");
        list.setAccessibleText(Place.TOOLS.title());
        list.setItems(model.rows());
        list.setCellFactory(any -> new Cell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox.setVgrow(list, Priority.ALWAYS);
        nothing =
                new EmptyState(
                        Feather.FILTER,
                        Texts.of("tools.noMatch"),
                        Texts.of("tools.noMatch.how"),
                        Buttons.plain(Texts.of("tools.clear"), words::clear));
        VBox.setVgrow(nothing, Priority.ALWAYS);
        getChildren().addAll(top, list);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> chosen(now));
        model.rows().addListener((ListChangeListener<ToolRow>) change -> follow());
        model.selected().addListener((property, before, now) -> follow());
        model.known().addListener((property, before, now) -> follow());
        follow();
    }

    SearchField words() {
        return words;
    }

    ListView<ToolRow> list() {
        return list;
    }

    /// From the field into the list.
    private void enter() {
        if (!(list.getSelectionModel().getSelectedItem() instanceof ToolRow.Item)) {
            step(-1, 1);
        }
        list.requestFocus();
    }

    private void chosen(@Nullable ToolRow row) {
        if (!following && row instanceof ToolRow.Item(ToolEntry tool)) {
            model.select(tool.name());
        }
    }

    /// The arrows pass over headings; Enter goes on to the form.
    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            entered.run();
            event.consume();
            return;
        }
        int by =
                switch (event.getCode()) {
                    case DOWN -> 1;
                    case UP -> -1;
                    default -> 0;
                };
        if (by != 0 && !event.isShiftDown() && !event.isControlDown()) {
            step(list.getSelectionModel().getSelectedIndex(), by);
            event.consume();
        }
    }

    private void step(int from, int by) {
        for (int i = from + by; i >= 0 && i < list.getItems().size(); i += by) {
            if (list.getItems().get(i) instanceof ToolRow.Item) {
                list.getSelectionModel().clearAndSelect(i);
                list.getFocusModel().focus(i);
                list.scrollTo(Math.max(0, i - 6));
                return;
            }
        }
    }

    /// Selects the row of the tool that is looked at.
    private void follow() {
        boolean isEmpty = model.known().get() && model.rows().isEmpty();
        getChildren().set(1, isEmpty ? nothing : list);
        ToolEntry shown = model.selected().get();
        following = true;
        try {
            int at = -1;
            for (int i = 0; i < list.getItems().size() && shown != null; i++) {
                if (list.getItems().get(i) instanceof ToolRow.Item(ToolEntry tool)
                        && tool.name().equals(shown.name())) {
                    at = i;
                }
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

    /// Brings the tool that is looked at into sight.
    void reveal() {
        int at = list.getSelectionModel().getSelectedIndex();
        if (at >= 0) {
            list.scrollTo(Math.max(0, at - 4));
        }
    }

    static Feather icon(ToolOrigin.Kind kind) {
        return switch (kind) {
            case TOPIC -> Feather.LAYERS;
            case SERVER -> Feather.SERVER;
            case WORKBENCH -> Feather.HOME;
            case UNKNOWN -> Feather.HELP_CIRCLE;
        };
    }

    private static final class Cell extends ListCell<ToolRow> {

        Cell() {
            setPrefWidth(0); // a long name is cut, the list does not scroll sideways
        }

        @Override
        protected void updateItem(@Nullable ToolRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText("");
            boolean heading = !empty && row instanceof ToolRow.Heading;
            pseudoClassStateChanged(HEADING, heading);
            setMouseTransparent(heading);
            if (empty || row == null) {
                return;
            }
            switch (row) {
                case ToolRow.Heading(ToolOrigin.Kind kind, String title) -> {
                    HBox line =
                            new HBox(
                                    Icons.button(icon(kind), "muted"),
                                    Labels.of(title, "t-name", "muted"));
                    line.getStyleClass().add("tool-heading");
                    setGraphic(line);
                    setAccessibleText(title);
                }
                case ToolRow.Item(ToolEntry tool) -> {
                    setGraphic(line(tool));
                    setAccessibleText(
                            Texts.of(
                                    "tools.row",
                                    tool.name(),
                                    tool.definition().title(),
                                    word(tool.standing().ruling())));
                }
            }
        }

        private static HBox line(ToolEntry tool) {
            Label name = Labels.cut(tool.name().value(), "t-mono", "tool-name");
            HBox line = new HBox(name, Labels.space());
            Ruling ruling = tool.standing().ruling();
            if (ruling != Ruling.ALLOW) {
                line.getChildren()
                        .add(
                                Labels.of(
                                        word(ruling),
                                        "t-small",
                                        ruling == Ruling.DENY ? "danger" : "warning"));
            }
            line.getStyleClass().add("tool-line");
            return line;
        }
    }

    static String word(Ruling ruling) {
        return Texts.of("tools.ruling." + ruling.name().toLowerCase(Locale.ROOT));
    }
}
