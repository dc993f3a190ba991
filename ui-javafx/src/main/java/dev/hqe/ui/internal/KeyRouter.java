package dev.hqe.ui.internal;

import dev.hqe.ui.internal.action.Actions;
import dev.hqe.ui.internal.action.Keys;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Hears the keys of the window before its controls do, and does what they mean there: a list would
/// keep Escape, a table the arrows. Where somebody writes, letters stay letters.
final class KeyRouter {

    /// What lies in the window now.
    interface Ground {

        boolean isCovered();

        /// Escape while something covers the window.
        void uncover();

        /// Whether the keyboard is in a question, which has keys of its own.
        boolean inQuestion();

        /// Escape on the page.
        boolean back();
    }

    private final ShellModel model;
    private final Actions actions;
    private final Ground ground;

    KeyRouter(ShellModel model, Actions actions, Ground ground) {
        this.actions = actions;
        this.model = model;
        this.ground = ground;
    }

    void hear(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(scene, event));
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> typed(scene, event));
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::left);
    }

    private void pressed(Scene scene, KeyEvent event) {
        if (ground.isCovered()) {
            covered(event);
            return;
        }
        Node owner = scene.getFocusOwner();
        boolean writing = isWriting(owner);
        if (event.getCode() == KeyCode.ESCAPE) {
            if (!writing && !ground.inQuestion()) {
                left(event);
            }
        } else if (!writing && isPlain(event) && moves(owner)) {
            arrow(owner, event);
        } else {
            run(event, writing);
        }
    }

    private void covered(KeyEvent event) {
        boolean close =
                event.getCode() == KeyCode.ESCAPE || Keys.shortcut(KeyCode.K).match(event, false);
        if (close) {
            ground.uncover();
            event.consume();
        }
    }

    /// Escape that nobody wanted.
    private void left(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE
                && !ground.isCovered()
                && !ground.inQuestion()
                && (ground.back() || model.goBack())) {
            event.consume();
        }
    }

    private void typed(Scene scene, KeyEvent event) {
        if (!ground.isCovered() && !ground.inQuestion() && !isWriting(scene.getFocusOwner())) {
            run(event, false);
        }
    }

    private void run(KeyEvent event, boolean writing) {
        actions.matching(event, model.place().get(), writing)
                .ifPresent(action -> {
                    event.consume();
                    action.run().run();
                });
    }

    private static boolean isWriting(@Nullable Node owner) {
        return switch (owner) {
            case null -> false;
            case TextInputControl text -> text.isEditable();
            case ComboBoxBase<?> combo -> combo.isEditable() || combo.isShowing();
            case Spinner<?> spinner -> spinner.isEditable();
            default -> false;
        };
    }

    private static boolean isPlain(KeyEvent event) {
        return (event.getCode() == KeyCode.J || event.getCode() == KeyCode.K)
                && !event.isShortcutDown()
                && !event.isAltDown()
                && !event.isControlDown()
                && !event.isShiftDown();
    }

    private static boolean moves(@Nullable Node owner) {
        return owner instanceof ListView<?>
                || owner instanceof TableView<?>
                || owner instanceof TreeView<?>
                || owner instanceof TreeTableView<?>;
    }

    private static void arrow(Node owner, KeyEvent event) {
        KeyCode code = event.getCode() == KeyCode.J ? KeyCode.DOWN : KeyCode.UP;
        event.consume();
        Event.fireEvent(
                owner,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
