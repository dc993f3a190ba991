package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;

/// A filter that says what it lets through and offers what else there is. Its choices are made anew
/// each time it opens.
public final class FilterMenu extends MenuButton {

    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");
    private static final int MOST_CHARS = 28;

    /// Something to let through.
    ///
    /// @param count how many there are; below 0 where that is not known
    public record Choice(String label, long count, boolean chosen, Runnable toggle) {}

    private static final double LEAST = 64;

    private final String key;
    private final Tooltip whole = new Tooltip();

    /// @param key of its texts: where `activity.filter.kind` is "Kind: {0}", there are
    ///   `activity.filter.kind.any`, for when all is let through, and `activity.filter.kind.all`,
    ///   the choice that lets all through
    public FilterMenu(String key, Supplier<List<Choice>> choices, Runnable all) {
        this.key = key;
        setId("filter-" + key.substring(key.lastIndexOf('.') + 1));
        getStyleClass().add("filter-menu");
        setMinWidth(LEAST); // in a narrow window it is cut, and the tooltip has it whole
        setTooltip(whole);
        getItems().add(new MenuItem()); // a menu without items does not open
        setOnShowing(event -> offer(choices.get(), all));
        show("");
    }

    private void offer(List<Choice> choices, Runnable all) {
        MenuItem everything = new MenuItem(Texts.of(key + ".all"));
        everything.setOnAction(event -> all.run());
        getItems().setAll(everything, new SeparatorMenuItem());
        for (Choice choice : choices) {
            String text =
                    choice.count() < 0
                            ? choice.label()
                            : choice.label() + "   " + Texts.number(choice.count());
            CheckMenuItem item = new CheckMenuItem(text);
            item.setMnemonicParsing(false);
            item.setSelected(choice.chosen());
            item.setOnAction(event -> choice.toggle().run());
            getItems().add(item);
        }
    }

    /// Whether it keeps something back.
    public boolean isActive() {
        return getPseudoClassStates().contains(ACTIVE);
    }

    /// Says what is let through.
    ///
    /// @param chosen empty for all
    public void show(String chosen) {
        String what =
                chosen.isEmpty()
                        ? Texts.of(key + ".any")
                        : chosen.length() <= MOST_CHARS
                                ? chosen
                                : chosen.substring(0, MOST_CHARS - 1) + "…";
        setText(Texts.of(key, what));
        setMnemonicParsing(false);
        setAccessibleText(getText());
        whole.setText(getText());
        pseudoClassStateChanged(ACTIVE, !chosen.isEmpty());
    }
}
