package dev.hqe.ui.internal;

import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Actions;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The keyboard map: what each key does, on every page and on the one in front.
final class KeySheet extends VBox {

    /// Keys that are no actions: of lists, fields and questions.
    private static final List<String> OTHERS =
            List.of("move", "open", "close", "approval", "howLong");

    private final ScrollPane scroll;

    KeySheet(Actions actions, List<Page> pages, Page front) {
        getStyleClass().add("key-sheet");
        VBox everywhere = column(Texts.of("keys.everywhere"));
        actions.everywhere().stream()
                .filter(action -> !action.id().startsWith("go."))
                .forEach(action -> add(everywhere, action));
        VBox go = column(Texts.of("keys.pages"));
        pages.forEach(page ->
                go.getChildren().add(line(page.place().title(), page.place().keys().text())));
        VBox lists = column(Texts.of("keys.lists"));
        for (String other : OTHERS) {
            lists.getChildren()
                    .add(line(Texts.of("keys." + other), Texts.of("keys." + other + ".keys")));
        }
        List<Node> columns = new ArrayList<>(List.of(go, everywhere, lists));
        VBox here = column(Texts.of("keys.here", front.place().title()));
        actions.of(front.place()).forEach(action -> add(here, action));
        if (here.getChildren().size() > 1) {
            here.getStyleClass().add("second");
            lists.getChildren().add(here);
        }
        HBox content = new HBox(columns.toArray(Node[]::new));
        content.getStyleClass().add("key-columns");
        scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.TAB) { // nothing else is in reach
                        event.consume();
                    }
                });
        HBox head =
                new HBox(
                        Labels.of(Texts.of("keys.title"), "t-head"),
                        Labels.space(),
                        Chips.key("Esc"),
                        Labels.of(Texts.of("palette.close"), "t-small", "muted"));
        head.getStyleClass().add("key-head");
        getChildren().addAll(head, scroll);
        setAccessibleText(Texts.of("keys.title"));
    }

    /// What gets the keyboard, to scroll.
    Node focus() {
        return scroll;
    }

    private static VBox column(String title) {
        VBox column = new VBox(Labels.of(title, "t-small", "muted", "key-title"));
        column.getStyleClass().add("key-column");
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private static void add(VBox column, Action action) {
        action.keys()
                .ifPresent(keys -> column.getChildren().add(line(action.title(), keys.text())));
    }

    private static Node line(String what, String keys) {
        HBox line = new HBox(Labels.of(what, "t-body"), Labels.space(), Chips.key(keys));
        line.getStyleClass().add("key-line");
        line.setAccessibleText(what + ", " + keys);
        return line;
    }
}
