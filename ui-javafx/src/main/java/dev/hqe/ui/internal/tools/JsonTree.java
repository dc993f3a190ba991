package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// JSON as a tree that opens where the person looks. Of many members the first are shown, and how
/// many there are beside.
final class JsonTree extends TreeView<JsonTree.Branch> {

    static final int MAX_CHILDREN = 500;
    private static final int MAX_TEXT = 400;
    private static final int OPEN = 12;

    /// @param name of the member, or its number in an array; empty for the whole
    /// @param words stands in place of a value where more is there than is shown
    record Branch(String name, JsonNode value, String words) {}

    JsonTree(JsonNode value) {
        setId("result-tree");
        getStyleClass().add("json-tree");
        setAccessibleText(Texts.of("tools.view.data"));
        Item root = new Item(new Branch("", value, ""));
        root.setExpanded(true);
        setRoot(root);
        setShowRoot(!value.isContainer());
        root.getChildren().stream()
                .filter(child -> !child.isLeaf() && child.getValue().value().size() <= OPEN)
                .limit(OPEN)
                .forEach(child -> child.setExpanded(true));
        setCellFactory(any -> new Cell());
    }

    private static final class Item extends TreeItem<Branch> {

        private boolean filled;

        Item(Branch branch) {
            super(branch);
        }

        @Override
        public boolean isLeaf() {
            return getValue().value().isEmpty();
        }

        @Override
        public ObservableList<TreeItem<Branch>> getChildren() {
            if (!filled) {
                filled = true;
                super.getChildren().setAll(children(getValue().value()));
            }
            return super.getChildren();
        }

        private static List<Item> children(JsonNode value) {
            Stream<Branch> members =
                    value.isObject()
                            ? value.properties().stream()
                                    .map(one -> new Branch(one.getKey(), one.getValue(), ""))
                            : IntStream.range(0, value.size())
                                    .mapToObj(i -> new Branch(String.valueOf(i), value.get(i), ""));
            Stream<Branch> more =
                    value.size() <= MAX_CHILDREN
                            ? Stream.empty()
                            : Stream.of(
                                    new Branch(
                                            "\u2026",
                                            MissingNode.getInstance(),
                                            Texts.of(
                                                    "tools.tree.more",
                                                    value.size() - MAX_CHILDREN)));
            return Stream.concat(members.limit(MAX_CHILDREN), more).map(Item::new).toList();
        }
    }

    private static final class Cell extends TreeCell<Branch> {

        @Override
        protected void updateItem(@Nullable Branch branch, boolean empty) {
            super.updateItem(branch, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText("");
            if (empty || branch == null) {
                return;
            }
            Label value = label(written(branch), "t-mono", kind(branch.value()));
            HBox line = new HBox(value);
            line.getStyleClass().add("tree-line");
            if (!branch.name().isEmpty()) {
                line.getChildren().addFirst(label(branch.name(), "t-mono", "tree-name"));
            }
            setGraphic(line);
            setAccessibleText(branch.name() + " " + value.getText());
        }

        private static Label label(String text, String... styles) {
            Label label = new Label(text);
            label.getStyleClass().addAll(styles);
            return label;
        }

        private static String written(Branch branch) {
            JsonNode value = branch.value();
            if (!branch.words().isEmpty()) {
                return branch.words();
            }
            if (value.isObject()) {
                return Texts.count("tools.tree.members", value.size());
            }
            if (value.isArray()) {
                return Texts.count("tools.tree.items", value.size());
            }
            return JsonText.brief(value, MAX_TEXT);
        }

        private static String kind(JsonNode value) {
            if (value.isContainer() || value.isMissingNode() || value.isNull()) {
                return "subtle";
            }
            return value.isString() ? "default" : "accent";
        }
    }
}
