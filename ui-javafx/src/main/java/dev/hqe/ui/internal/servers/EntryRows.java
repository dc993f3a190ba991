package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Segments;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The variables or headers of a form, a row for each: its name, whether it is a secret, and its
/// value or what the secret is called.
final class EntryRows extends VBox {

    private final ObservableList<FormEntry> entries;
    private final String what;

    /// @param what the key of what they are: variables or headers
    EntryRows(ObservableList<FormEntry> entries, String what, Runnable another) {
        this.entries = entries;
        this.what = what;
        getStyleClass().add("entry-rows");
        HBox head =
                new HBox(
                        Labels.of(Texts.of(what), "t-name"),
                        Labels.space(),
                        Buttons.link(Texts.of(what + ".add"), another));
        head.getStyleClass().add("row-8");
        head.getChildren().getLast().setId(what.replace('.', '-') + "-add");
        getChildren().add(head);
        entries.addListener(
                (ListChangeListener<FormEntry>)
                        change -> {
                            while (change.next()) {
                                for (int i = 0; i < change.getRemovedSize(); i++) {
                                    getChildren().remove(1 + change.getFrom());
                                }
                                for (int i = change.getFrom(); i < change.getTo(); i++) {
                                    getChildren().add(1 + i, row(entries.get(i)));
                                }
                            }
                        });
        entries.forEach(entry -> getChildren().add(row(entry)));
    }

    private Node row(FormEntry entry) {
        TextField name = field(entry.name, "servers.form.entry.name.field");
        name.getStyleClass().add("entry-name");
        Segments<Boolean> secret =
                new Segments<>(
                        Texts.of("servers.form.entry.kind"),
                        List.of(false, true),
                        so ->
                                Texts.of(
                                        so
                                                ? "servers.form.entry.isSecret"
                                                : "servers.form.entry.isText"));
        secret.value().set(entry.secret.get());
        secret.value().addListener((property, before, now) -> entry.secret.set(now));
        TextField value = field(entry.value, "servers.form.entry.value.field");
        TextField called = field(entry.secretName, "servers.form.entry.secret.field");
        PasswordField typed = new PasswordField();
        typed.textProperty().bindBidirectional(entry.typed);
        typed.setPromptText(Texts.of("servers.form.entry.typed.field"));
        typed.setAccessibleText(Texts.of("servers.form.entry.typed.field"));
        typed.getStyleClass().add("t-mono");
        shownWhen(value, entry.secret.not());
        shownWhen(called, entry.secret);
        shownWhen(typed, entry.secret);
        value.setPrefColumnCount(24);
        called.setPrefColumnCount(12);
        typed.setPrefColumnCount(12);
        var remove =
                Buttons.icon(
                        Feather.X,
                        Texts.of("servers.form.entry.remove"),
                        () -> entries.remove(entry));
        HBox row = new HBox(name, secret, value, called, typed, remove);
        row.getStyleClass().add("row-8");
        row.setAccessibleText(Texts.of(what));
        return row;
    }

    private static void shownWhen(TextField field, ObservableBooleanValue so) {
        HBox.setHgrow(field, Priority.ALWAYS);
        field.visibleProperty().bind(so);
        field.managedProperty().bind(so);
    }

    private static TextField field(StringProperty text, String key) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(text);
        field.setPromptText(Texts.of(key));
        field.setAccessibleText(Texts.of(key));
        field.getStyleClass().add("t-mono");
        field.setPrefColumnCount(12);
        return field;
    }
}
