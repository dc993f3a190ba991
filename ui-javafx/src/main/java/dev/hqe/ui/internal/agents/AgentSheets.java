package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.ApiKey;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Sheets;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FormField;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.part.Sheet;
import dev.hqe.ui.internal.toast.Toast;
import dev.hqe.ui.internal.toast.Toasts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the page asks over the whole window: a new key, the end of one, a new profile.
final class AgentSheets {

    private final Sheets sheets;
    private final Desk desk;
    private final Toasts toasts;
    private final KeysModel keys;
    private final ProfilesModel profiles;

    /// How long a new key is valid.
    private enum Validity {
        MONTH(Duration.ofDays(30)),
        QUARTER(Duration.ofDays(90)),
        YEAR(Duration.ofDays(365)),
        REVOKED(Duration.ZERO);

        private final Duration span;

        Validity(Duration span) {
            this.span = span;
        }

        private Optional<Duration> span() {
            return span.isZero() ? Optional.empty() : Optional.of(span);
        }
    }

    AgentSheets(Sheets sheets, Desk desk, Toasts toasts, KeysModel keys, ProfilesModel profiles) {
        this.sheets = sheets;
        this.desk = desk;
        this.toasts = toasts;
        this.keys = keys;
        this.profiles = profiles;
    }

    /// What a key and a profile are both asked: a name, and what it opens.
    private static final class Form {

        private final TextField name = new TextField();
        private final ComboBox<Opening> opens = new ComboBox<>();
        private final FormField named;
        private final FormField opened;

        /// @param of `key` or `profile`
        Form(String of, List<Opening> choices) {
            name.setId(of + "-name");
            opens.setItems(FXCollections.observableArrayList(choices));
            opens.getSelectionModel().selectFirst();
            opens.setVisibleRowCount(12);
            String title = "agents." + of + ".name";
            named = new FormField(Texts.of(title), true, "", Texts.of(title + ".hint"), name);
            opened = new FormField(Texts.of("agents.key.opens"), false, "", "", opens);
        }
    }

    private Button close(String text) {
        Button close = Buttons.plain(text, sheets::close);
        close.setCancelButton(true);
        return close;
    }

    /// Asks for a name, what it opens and until when, and shows the key once.
    void issue(List<Opening> choices) {
        Form form = new Form("key", choices);
        Segments<Validity> validity =
                new Segments<>(
                        Texts.of("agents.key.valid"),
                        List.of(Validity.values()),
                        one -> Texts.of("agents.key.valid." + one));
        validity.value().set(Validity.QUARTER);
        VBox body =
                new VBox(
                        form.named,
                        form.opened,
                        new VBox(Labels.of(Texts.of("agents.key.valid"), "t-name"), validity));
        body.getStyleClass().add("lines");
        Runnable make =
                () ->
                        keys.issue(
                                form.name.getText().strip(),
                                form.opens.getValue().scope(),
                                validity.value().get().span(),
                                this::issued,
                                form.named::wrong);
        form.name.setOnAction(event -> make.run());
        Button issue = Buttons.filled(Texts.of("agents.key.issue"), Feather.KEY, make);
        issue.setId("key-issue");
        sheets.show(
                new Sheet(Texts.of("agents.key.new"), body, close(Texts.of("agents.close")), issue),
                form.name,
                () -> {});
    }

    private void issued(ApiKey key, String text) {
        TextField shown = new TextField(text);
        shown.setId("key-text");
        shown.setEditable(false);
        shown.getStyleClass().add("t-mono");
        shown.setAccessibleText(Texts.of("agents.key.text"));
        VBox body =
                new VBox(
                        Labels.wrapped(Texts.of("agents.key.once"), "t-body"),
                        shown,
                        Labels.wrapped(Texts.of("agents.key.header"), "t-body", "muted"));
        body.getStyleClass().add("lines");
        Button copy =
                Buttons.filled(
                        Texts.of("agents.key.copy"),
                        Feather.COPY,
                        () -> {
                            desk.copy(text);
                            toasts.show(Toast.done(Texts.of("agents.key.copied"), ""));
                        });
        copy.setId("key-copy");
        sheets.show(
                new Sheet(
                        Texts.of("agents.key.issued", key.name()),
                        body,
                        copy,
                        close(Texts.of("agents.key.done"))),
                copy,
                shown::clear);
    }

    /// Asks before a key ends, since it does not come back.
    void revoke(ApiKey key) {
        Button keep = close(Texts.of("agents.key.keep"));
        Button end =
                Buttons.plain(
                        Texts.of("agents.key.revoke"),
                        Feather.SLASH,
                        () -> {
                            sheets.close();
                            keys.revoke(
                                    key,
                                    () ->
                                            toasts.show(
                                                    Toast.done(
                                                            Texts.of(
                                                                    "agents.key.revoked",
                                                                    key.name()),
                                                            "")),
                                    why ->
                                            toasts.show(
                                                    Toast.failed(Texts.of("agents.failed"), why)));
                        });
        end.setId("key-revoke-yes");
        sheets.show(
                new Sheet(
                        Texts.of("agents.key.revoke.ask", key.name()),
                        Labels.wrapped(Texts.of("agents.key.revoke.what"), "t-body"),
                        end,
                        keep),
                keep,
                () -> {});
    }

    /// Asks for a name and what it opens.
    void makeProfile(List<Opening> choices) {
        Form form = new Form("profile", choices);
        VBox body = new VBox(form.named, form.opened);
        body.getStyleClass().add("lines");
        Runnable make =
                () -> {
                    String called = form.name.getText().strip();
                    profiles.make(
                            called,
                            form.opens.getValue().scope(),
                            undo -> {
                                sheets.close();
                                done(Texts.of("agents.profile.made", called), undo);
                            },
                            form.named::wrong);
                };
        form.name.setOnAction(event -> make.run());
        Button save = Buttons.filled(Texts.of("agents.profile.make"), Feather.CHECK, make);
        save.setId("profile-make");
        sheets.show(
                new Sheet(
                        Texts.of("agents.profile.new"),
                        body,
                        close(Texts.of("agents.close")),
                        save),
                form.name,
                () -> {});
    }

    /// Says what was done, with the way back.
    void done(String title, Runnable undo) {
        toasts.show(Toast.done(title, "").undoing(Texts.of("agents.undo"), undo));
    }
}
