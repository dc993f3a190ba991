package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One question with its answers. Made anew for each, so that nothing that was begun on one
/// question, such as a key held down, ends on the next.
final class ApprovalCard extends VBox {

    private final Asked asked;
    private final ApprovalsModel model;
    private final Quiet quiet;
    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> choices = new ArrayList<>();
    private final Label left = Labels.of("", "t-mono", "warning");
    private final Label number = Labels.of("", "t-small", "warning");
    private final Label meaning = Labels.of("", "t-small", "subtle");
    private final Button allow = Buttons.plain("", () -> decide(true));
    private final Button deny = Buttons.plain("", () -> decide(false));

    @SuppressWarnings("this-escape") // handlers are called only once it is in a scene
    ApprovalCard(Asked asked, ApprovalsModel model, Quiet quiet) {
        this.asked = asked;
        this.model = model;
        this.quiet = quiet;
        ApprovalQuestion question = asked.question();
        getStyleClass().add("approval");
        setId("approval");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(QuestionFacts.title(question));
        FactGrid facts = QuestionFacts.of(question);
        getChildren().addAll(head(question), scrolling(facts), actions(question), keys());
        allow.setId("approval-allow");
        deny.setId("approval-deny");
        deny.setAccessibleHelp(question.text() + "\n" + question.why());
        remember(Remember.CALL);
        addEventFilter(KeyEvent.ANY, this::key);
        addEventFilter(MouseEvent.ANY, this::mouse);
        tick();
    }

    /// Where there is little room the facts scroll, and the answers stay in sight.
    private static ScrollPane scrolling(FactGrid facts) {
        ScrollPane scroll = new ScrollPane(facts);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("page-scroll", "approval-scroll");
        scroll.setAccessibleText(Texts.of("approval.facts"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private HBox head(ApprovalQuestion question) {
        Label title = Labels.cut(QuestionFacts.title(question), "t-head");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        number.setId("approval-number");
        left.setId("approval-left");
        HBox head =
                new HBox(
                        Icons.line(Feather.SHIELD, "warning"),
                        title,
                        number,
                        Labels.of(Texts.of("approval.left"), "t-small", "warning"),
                        left);
        head.getStyleClass().add("approval-head");
        return head;
    }

    private HBox actions(ApprovalQuestion question) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        segments.setMaxHeight(Region.USE_PREF_SIZE);
        for (Remember remember : Remember.choices(question)) {
            ToggleButton choice = new ToggleButton(remember.title());
            choice.setId("approval-for-" + remember.name().toLowerCase(Locale.ROOT));
            choice.setUserData(remember);
            choice.setToggleGroup(group);
            choice.setAccessibleHelp(remember.meaning(question));
            choices.add(choice);
            segments.getChildren().add(choice);
        }
        group.selectedToggleProperty()
                .addListener((property, before, now) -> {
                    if (now == null && before != null) {
                        before.setSelected(true); // one of them always holds
                    } else if (now != null) {
                        remember((Remember) now.getUserData());
                    }
                });
        HBox actions =
                new HBox(
                        Labels.of(Texts.of("approval.for"), "t-body", "muted"),
                        segments,
                        Labels.space(),
                        allow,
                        deny);
        actions.getStyleClass().add("approval-actions");
        return actions;
    }

    private HBox keys() {
        meaning.setMinWidth(0);
        HBox keys =
                new HBox(
                        key("D", "approval.key.deny"),
                        key("A", "approval.key.allow"),
                        key("1-" + choices.size(), "approval.key.for"),
                        Labels.space(),
                        meaning);
        keys.getStyleClass().add("approval-keys");
        HBox enter = new HBox(key("Ctrl Shift A", "approval.key.enter"), Labels.space());
        enter.getStyleClass().add("approval-keys");
        keys.visibleProperty().bind(focusWithinProperty());
        enter.visibleProperty().bind(focusWithinProperty().not());
        StackPane both = new StackPane(enter, keys);
        HBox row = new HBox(both);
        HBox.setHgrow(both, Priority.ALWAYS);
        return row;
    }

    private static Label key(String key, String does) {
        Label cap = Labels.of(key, "key-cap");
        Label all = Labels.of(Texts.of(does), "t-small", "subtle");
        all.setGraphic(cap);
        return all;
    }

    private void remember(Remember now) {
        choices.stream()
                .filter(choice -> choice.getUserData() == now)
                .forEach(choice -> choice.setSelected(true));
        allow.setText(Texts.of("approval.allow." + now));
        deny.setText(Texts.of("approval.deny." + now));
        meaning.setText(now.meaning(asked.question()));
        String sentence = QuestionFacts.title(asked.question());
        allow.setAccessibleText(allow.getText() + ". " + sentence);
        deny.setAccessibleText(deny.getText() + ". " + sentence);
    }

    private Remember remembered() {
        return group.getSelectedToggle() == null
                ? Remember.CALL
                : (Remember) group.getSelectedToggle().getUserData();
    }

    private void decide(boolean yes) {
        if (!quiet.isOn()) {
            model.answer(asked, yes ? remembered().yes() : remembered().no());
        }
    }

    /// Clicks that were meant for something else do not reach the buttons.
    private void mouse(MouseEvent event) {
        boolean button =
                event.getEventType() == MouseEvent.MOUSE_PRESSED
                        || event.getEventType() == MouseEvent.MOUSE_RELEASED;
        if (button && quiet.isOn()) {
            event.consume();
        }
    }

    /// Nor do keys. Those of the whole window, with Ctrl, work always.
    private void key(KeyEvent event) {
        if (event.isShortcutDown()
                || event.isControlDown()
                || event.isAltDown()
                || event.isMetaDown()) {
            return;
        }
        boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
        if (pressed ? !quiet.takesKey() : quiet.isOn()) {
            event.consume();
        } else if (pressed) {
            pressed(event);
        }
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            // never a rule: who wants to be rid of the card has not said "always"
            case ESCAPE -> model.answer(asked, Approval.DENIED);
            case ENTER -> enter();
            case A -> decide(true);
            case D -> decide(false);
            case DIGIT1, NUMPAD1 -> choose(0);
            case DIGIT2, NUMPAD2 -> choose(1);
            case DIGIT3, NUMPAD3 -> choose(2);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Enter does what has the focus, and is a plain no elsewhere.
    private void enter() {
        Node focused = getScene().getFocusOwner();
        if (focused instanceof ButtonBase button) {
            button.fire();
        } else {
            model.answer(asked, Approval.DENIED);
        }
    }

    private void choose(int index) {
        if (index < choices.size()) {
            choices.get(index).setSelected(true);
        }
    }

    Asked asked() {
        return asked;
    }

    /// Moves the keyboard to the answer that does no harm.
    void takeFocus() {
        deny.requestFocus();
    }

    /// Shows how much time is left.
    void tick() {
        Duration time = model.left(asked);
        long seconds = time.plusMillis(999).toSeconds();
        String text = String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        if (!text.equals(left.getText())) {
            left.setText(text);
        }
    }

    void count(int of) {
        number.setText(of > 1 ? Texts.of("approval.number", 1, of) : "");
        number.setVisible(of > 1);
        number.setManaged(of > 1);
    }
}
