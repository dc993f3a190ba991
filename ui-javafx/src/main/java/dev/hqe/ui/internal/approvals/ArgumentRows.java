package dev.hqe.ui.internal.approvals;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The arguments of a call, each value in a column of its own: a long one breaks under itself,
/// where it cannot be taken for the next argument. Scrolls, by keyboard too.
final class ArgumentRows extends ScrollPane {

    private static final double HALF_LEVEL = 8;
    private static final int MAX_ROWS = 400;
    private static final int MAX_NAME = 26;
    private static final double NAME_WIDTH = 200;

    /// Indent, name with its colon, value: as `ApprovalQuestion#arguments` has them. A name with
    /// anything unusual in it stands in quotation marks there, and those inside have a backslash.
    private static final Pattern ROW =
            Pattern.compile("( *)((?:- )*)((?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\" :]++):)? ?(.*)");

    ArgumentRows(String arguments) {
        getStyleClass().addAll("arguments", "page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(true);
        setAccessibleText(
                Texts.of(
                        "approval.arguments.all",
                        arguments.isEmpty() ? Texts.of("approval.arguments.none") : arguments));
        VBox rows = new VBox();
        rows.getStyleClass().add("argument-rows");
        arguments.lines().limit(MAX_ROWS).map(ArgumentRows::row).forEach(rows.getChildren()::add);
        if (arguments.isEmpty()) {
            rows.getChildren()
                    .add(Labels.of(Texts.of("approval.arguments.none"), "t-mono", "muted"));
        }
        setContent(rows);
    }

    private static HBox row(String line) {
        Matcher matcher = ROW.matcher(line);
        HBox row = new HBox();
        row.getStyleClass().add("argument-row");
        if (!matcher.matches()) {
            row.getChildren().add(value(line));
            return row;
        }
        row.setPadding(new Insets(0, 0, 0, matcher.group(1).length() * HALF_LEVEL));
        String name = matcher.group(2) + (matcher.group(3) == null ? "" : matcher.group(3));
        if (!name.isEmpty()) {
            row.getChildren().add(name(name.stripTrailing()));
        }
        if (!matcher.group(4).isEmpty()) {
            row.getChildren().add(value(matcher.group(4)));
        }
        return row;
    }

    /// A long name breaks as well, so that it cannot push its value out of sight.
    private static Label name(String text) {
        if (text.length() <= MAX_NAME) {
            return Labels.of(text, "t-mono", "argument-name");
        }
        Label name = Labels.wrapped(text, "t-mono", "argument-name");
        name.setMinWidth(NAME_WIDTH);
        name.setMaxWidth(NAME_WIDTH);
        return name;
    }

    private static Label value(String text) {
        String kind =
                text.startsWith("\"")
                        ? "argument-text"
                        : text.startsWith("(") || text.startsWith("…") ? "warning" : "default";
        Label value = Labels.wrapped(text, "t-mono", kind);
        HBox.setHgrow(value, Priority.ALWAYS);
        return value;
    }
}
