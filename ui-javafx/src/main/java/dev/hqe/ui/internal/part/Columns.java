package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.kept.Kept;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.FadeTransition;
import javafx.animation.ParallelTransition;
import javafx.animation.TranslateTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// List, content and detail side by side. The dividers stay where the person left them, from one
/// time to the next. With all three, in a window narrower than [#DRAWER_BELOW] - more where the
/// text is larger - the detail is a drawer over the content, which [#showDetail] opens and
/// [#closeDetail] closes.
public final class Columns extends StackPane {

    /// Width of the window, at the usual size of the text.
    public static final double DRAWER_BELOW = 1280;

    private static final double MIN_LIST = 200;
    private static final double MIN_CONTENT = 320;
    private static final double MIN_DETAIL = 256;
    private static final Duration SLIDE = Duration.millis(120);

    private final Kept kept;
    private final String name;
    private final SplitPane split = new SplitPane();
    private final @Nullable Region list;
    private final Region content;
    private final Region detail;
    private final double[] usual;
    private final boolean draws;
    private final VBox drawer = new VBox();
    private final ReadOnlyBooleanWrapper narrow = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper drawn = new ReadOnlyBooleanWrapper();
    private @Nullable Node before;
    private boolean arranging;

    /// @param name of the page, under which the positions are remembered
    /// @param list null where there is none
    /// @param usual where the dividers stand at first, each between 0 and 1
    public Columns(
            Kept kept,
            String name,
            @Nullable Region list,
            Region content,
            Region detail,
            double... usual) {
        this(kept, name, list, content, detail, list != null, usual);
    }

    private Columns(
            Kept kept,
            String name,
            @Nullable Region list,
            Region content,
            Region detail,
            boolean draws,
            double... usual) {
        this.draws = draws;
        this.kept = kept;
        this.name = name;
        this.list = list;
        this.content = content;
        this.detail = detail;
        this.usual = usual.clone();
        if (usual.length != (list == null ? 1 : 2)) {
            throw new IllegalArgumentException("a divider between each two columns of " + name);
        }
        getStyleClass().add("columns");
        if (list != null) {
            list.setMinWidth(MIN_LIST);
            SplitPane.setResizableWithParent(list, false);
        }
        content.setMinWidth(MIN_CONTENT);
        detail.setMinWidth(MIN_DETAIL);
        SplitPane.setResizableWithParent(detail, false);
        drawer.getStyleClass().add("drawer");
        drawer.setMaxWidth(Region.USE_PREF_SIZE);
        StackPane.setAlignment(drawer, Pos.CENTER_RIGHT);
        getChildren().add(split);
        arrange();
        narrow.addListener((property, was, now) -> arrange());
        sceneProperty()
                .flatMap(Scene::widthProperty)
                .addListener((property, was, now) -> {
                    if (now != null) {
                        narrow(now.doubleValue());
                    }
                });
        kept.property()
                .addListener((property, was, now) -> {
                    if (getScene() != null) {
                        narrow(getScene().getWidth());
                    }
                });
    }

    /// Large text needs as much more room.
    private void narrow(double width) {
        narrow.set(draws && width * 100 < DRAWER_BELOW * kept.state().textPercent());
    }

    /// List and detail, without a third.
    public static Columns two(Kept kept, String name, Region content, Region detail, double usual) {
        return new Columns(kept, name, null, content, detail, usual);
    }

    /// List and detail, where the detail is one to read in: it is a drawer in a narrow window, too.
    public static Columns withDrawer(
            Kept kept, String name, Region content, Region detail, double usual) {
        return new Columns(kept, name, null, content, detail, true, usual);
    }

    private void arrange() {
        arranging = true;
        boolean drawing = narrow.get();
        List<Node> columns = new ArrayList<>();
        if (list != null) {
            columns.add(list);
        }
        columns.add(content);
        drawer.getChildren().clear();
        getChildren().remove(drawer);
        drawn.set(false);
        if (!drawing) {
            columns.add(detail);
        }
        split.getItems().setAll(columns);
        for (int i = 0; i < split.getDividers().size(); i++) {
            String key = name + "." + i;
            SplitPane.Divider divider = split.getDividers().get(i);
            divider.setPosition(kept.divider(key, usual[i]));
            divider.positionProperty()
                    .addListener((property, was, now) -> remember(key, now.doubleValue()));
        }
        arranging = false;
    }

    /// Only what a person drags is remembered, not what follows from the size of the window.
    private void remember(String key, double position) {
        if (!arranging
                && split.lookupAll(".split-pane-divider").stream().anyMatch(Node::isPressed)) {
            kept.change(state -> state.divider(key, position));
        }
    }

    /// Makes the detail visible, and moves the keyboard nowhere.
    public void showDetail() {
        if (!narrow.get() || drawn.get()) {
            return;
        }
        before = getScene() == null ? null : getScene().getFocusOwner();
        HBox head =
                new HBox(
                        Labels.space(),
                        Buttons.icon(Feather.X, Texts.of("part.closeDetail"), this::closeDetail));
        head.getStyleClass().add("drawer-head");
        VBox.setVgrow(detail, javafx.scene.layout.Priority.ALWAYS);
        drawer.getChildren().setAll(head, detail);
        getChildren().add(drawer);
        drawn.set(true);
        if (kept.motion()) {
            slideIn();
        }
    }

    private void slideIn() {
        FadeTransition fade = new FadeTransition(SLIDE, drawer);
        fade.setFromValue(0);
        fade.setToValue(1);
        TranslateTransition slide = new TranslateTransition(SLIDE, drawer);
        slide.setFromX(8);
        slide.setToX(0);
        new ParallelTransition(fade, slide).play();
    }

    /// Closes the drawer, and gives the keyboard back to where it was.
    ///
    /// @return whether it was open
    public boolean closeDetail() {
        if (!drawn.get()) {
            return false;
        }
        boolean within = drawer.isFocusWithin();
        getChildren().remove(drawer);
        drawer.getChildren().clear();
        drawn.set(false);
        if (within && before != null && before.getScene() != null) {
            before.requestFocus();
        }
        return true;
    }

    /// Whether the detail is a drawer, for want of room.
    public ReadOnlyBooleanProperty isNarrow() {
        return narrow.getReadOnlyProperty();
    }

    /// What F6 goes through.
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        if (list != null) {
            panes.add(list);
        }
        panes.add(content);
        if (!narrow.get() || drawn.get()) {
            panes.add(detail);
        }
        return panes;
    }
}
