package dev.hqe.ui.internal.action;

import java.util.EnumSet;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Keys that do something.
public sealed interface Keys {

    /// A key with modifiers, or one that writes nothing, such as F6.
    record Combination(KeyCodeCombination keys) implements Keys {}

    /// A character, on whatever key a keyboard has it. Counts only outside of text fields.
    record Typed(String character) implements Keys {

        public Typed {
            if (character.codePointCount(0, character.length()) != 1) {
                throw new IllegalArgumentException("one character is one key: " + character);
            }
        }
    }

    /// Ctrl, or Cmd on a Mac, and a key.
    static Keys shortcut(KeyCode code) {
        return new Combination(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN));
    }

    /// Ctrl, or Cmd on a Mac, with Shift and a key.
    static Keys shortcutShift(KeyCode code) {
        return new Combination(
                new KeyCodeCombination(
                        code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
    }

    /// A key that writes nothing.
    static Keys key(KeyCode code) {
        return new Combination(new KeyCodeCombination(code));
    }

    static Keys typed(String character) {
        return new Typed(character);
    }

    /// Whether this event is these keys.
    ///
    /// @param inText whether the focus is in a text field, which needs some keys itself
    default boolean match(KeyEvent event, boolean inText) {
        return switch (this) {
            case Combination combination ->
                    event.getEventType() == KeyEvent.KEY_PRESSED
                            && combination.keys().match(event)
                            && !(inText && Own.EDITING.contains(combination.keys().getCode()));
            case Typed typed ->
                    event.getEventType() == KeyEvent.KEY_TYPED
                            && !inText
                            && !event.isShortcutDown()
                            && typed.character().equalsIgnoreCase(event.getCharacter());
        };
    }

    /// As a person reads them: `Ctrl Shift L`, `Cmd K`, `?`.
    default String text() {
        return switch (this) {
            case Typed typed -> typed.character();
            case Combination combination -> Own.text(combination.keys());
        };
    }

    /// What these keys share.
    final class Own {

        /// What a text field does with Ctrl.
        private static final Set<KeyCode> EDITING =
                EnumSet.of(
                        KeyCode.A,
                        KeyCode.C,
                        KeyCode.V,
                        KeyCode.X,
                        KeyCode.Y,
                        KeyCode.Z,
                        KeyCode.BACK_SPACE,
                        KeyCode.DELETE);

        private static final boolean MAC =
                System.getProperty("os.name", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("mac");

        private Own() {}

        private static String text(KeyCodeCombination keys) {
            StringBuilder text = new StringBuilder();
            if (keys.getShortcut() == KeyCombination.ModifierValue.DOWN) {
                text.append(MAC ? "Cmd " : "Ctrl ");
            }
            if (keys.getShift() == KeyCombination.ModifierValue.DOWN) {
                text.append("Shift ");
            }
            KeyCode code = keys.getCode();
            return text.append(
                            switch (code) {
                                case COMMA -> ",";
                                case EQUALS -> "=";
                                case MINUS -> "-";
                                case ESCAPE -> "Esc";
                                default -> code.getName();
                            })
                    .toString();
        }
    }
}
