package dev.hqe.ui.internal.servers;

import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Sheets;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FormField;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.part.Sheet;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The form for a server, with the trial of it, over the window.
final class FormSheet {

    private final ServersModel model;
    private final ServerForm form;
    private final TrialModel trial;
    private final Sheets sheets;
    private final Desk desk;
    private final Map<ServerForm.Part, FormField> fields = new EnumMap<>(ServerForm.Part.class);
    private final VBox body = new VBox();
    private final VBox outcome = new VBox();
    private final Label problem = Labels.wrapped("", "t-body", "danger", "form-problem");
    private final Button save;
    private final Button test;
    private @Nullable Node first;

    FormSheet(
            ServersModel model,
            ServerForm form,
            ServerHosting hosting,
            FxDispatcher dispatcher,
            Sheets sheets,
            Desk desk) {
        this.model = model;
        this.form = form;
        this.trial = new TrialModel(hosting, dispatcher);
        this.sheets = sheets;
        this.desk = desk;
        save =
                Buttons.filled(
                        Texts.of(form.replaces() ? "servers.form.save" : "servers.form.add"),
                        form.replaces() ? Feather.CHECK : Feather.PLUS,
                        this::save);
        save.setId("form-save");
        test = Buttons.plain(Texts.of("servers.form.test"), Feather.ZAP, this::test);
        test.setId("form-test");
        body.getStyleClass().add("server-form");
        outcome.getStyleClass().add("trial");
        outcome.setId("form-trial");
        problem.setGraphic(Icons.button(Feather.ALERT_CIRCLE, "danger"));
        problem.setId("form-problem");
        outcome.setVisible(false);
        outcome.setManaged(false);
        say("");
        build();
        form.way().addListener((property, before, now) -> build());
        form.changes()
                .addListener((property, before, now) -> {
                    say("");
                    if (!(trial.trial().get() instanceof TrialModel.Trial.None)) {
                        trial.cancel(); // it was another one that was tried
                    }
                });
        trial.trial().addListener((property, before, now) -> show(now));
    }

    void show() {
        Button cancel = Buttons.plain(Texts.of("servers.cancel"), sheets::close);
        Sheet sheet =
                new Sheet(
                        form.replaces()
                                ? Texts.of("servers.form.edit", form.name().get())
                                : Texts.of("servers.form.title"),
                        body,
                        test,
                        Labels.space(),
                        save,
                        cancel);
        sheet.getStyleClass().add("form-sheet");
        sheet.setId("server-form");
        sheets.show(sheet, first == null ? cancel : first, trial::close);
    }

    private void build() {
        fields.clear();
        boolean program = form.way().get() == ServerForm.Way.PROGRAM;
        Segments<ServerForm.Way> way =
                new Segments<>(
                        Texts.of("servers.form.way"),
                        List.of(ServerForm.Way.values()),
                        one -> Texts.of("servers.form.way." + one.name().toLowerCase(Locale.ROOT)));
        way.setId("form-way");
        way.value().set(form.way().get());
        way.value().addListener((property, before, now) -> form.way().set(now));
        body.getChildren().clear();
        if (form.replaces()) {
            first = null;
        } else {
            body.getChildren().add(way);
            FormField name =
                    text(ServerForm.Part.NAME, form.name(), true, "servers.form.name", "form-name");
            body.getChildren().add(name);
        }
        if (program) {
            program();
        } else {
            address();
        }
        body.getChildren().addAll(problem, outcome);
    }

    private void program() {
        FormField command =
                text(
                        ServerForm.Part.COMMAND,
                        form.command(),
                        true,
                        "servers.form.command",
                        "form-command");
        TextArea lines = new TextArea();
        lines.textProperty().bindBidirectional(form.arguments());
        lines.setPrefRowCount(3);
        lines.setId("form-arguments");
        lines.getStyleClass().add("t-mono");
        FormField arguments =
                field(ServerForm.Part.ARGUMENTS, lines, false, "servers.form.arguments");
        TextField folder = input(form.folder(), "form-folder");
        folder.setPromptText(Texts.of("servers.form.folder.prompt"));
        FormField where = field(ServerForm.Part.FOLDER, folder, false, "servers.form.folder");
        Button choose =
                Buttons.link(
                        Texts.of("servers.form.folder.choose"),
                        () ->
                                desk.chooseFolder()
                                        .map(Path::toString)
                                        .ifPresent(form.folder()::set));
        where.getChildren().add(choose);
        body.getChildren()
                .addAll(
                        command,
                        arguments,
                        where,
                        new EntryRows(form.variables(), "servers.form.variables", form::addEntry),
                        entryProblem());
    }

    private void address() {
        FormField url = text(ServerForm.Part.URL, form.url(), true, "servers.form.url", "form-url");
        Segments<ServerForm.Speech> speech =
                new Segments<>(
                        Texts.of("servers.form.speech"),
                        List.of(ServerForm.Speech.values()),
                        one ->
                                Texts.of(
                                        "servers.form.speech."
                                                + one.name().toLowerCase(Locale.ROOT)));
        speech.value().set(form.speech().get());
        speech.value().addListener((property, before, now) -> form.speech().set(now));
        HBox row = new HBox(Labels.of(Texts.of("servers.form.speech"), "t-name"), speech);
        row.getStyleClass().add("row-8");
        body.getChildren()
                .addAll(
                        url,
                        row,
                        new EntryRows(form.headers(), "servers.form.headers", form::addEntry),
                        entryProblem());
    }

    private Node entryProblem() {
        Label wrong = Labels.wrapped("", "t-small", "danger");
        wrong.setId("form-entries-problem");
        wrong.textProperty().bind(form.problem(ServerForm.Part.ENTRIES));
        wrong.visibleProperty().bind(wrong.textProperty().isNotEmpty());
        wrong.managedProperty().bind(wrong.visibleProperty());
        return wrong;
    }

    private TextField input(StringProperty text, String id) {
        TextField input = new TextField();
        input.textProperty().bindBidirectional(text);
        input.getStyleClass().add("t-mono");
        input.setId(id);
        return input;
    }

    private FormField text(
            ServerForm.Part part, StringProperty text, boolean required, String key, String id) {
        TextField input = input(text, id);
        input.setPromptText(Texts.of(key + ".prompt"));
        return field(part, input, required, key);
    }

    private FormField field(
            ServerForm.Part part, TextInputControl input, boolean required, String key) {
        FormField field =
                new FormField(Texts.of(key), required, "", Texts.of(key + ".hint"), input);
        field.wrong(form.problem(part).get());
        form.problem(part).addListener((property, before, now) -> field.wrong(now));
        if (first == null || fields.isEmpty()) {
            first = input;
        }
        fields.put(part, field);
        return field;
    }

    private void test() {
        form.complete()
                .ifPresentOrElse(
                        this::enter,
                        () -> form.read().ifPresent(one -> trial.begin(one, form.secrets())));
    }

    private void enter(ServerForm.Part part) {
        Optional.ofNullable(fields.get(part)).ifPresent(FormField::enter);
    }

    private void save() {
        Optional<ServerForm.Part> wrong = form.complete();
        if (wrong.isPresent()) {
            enter(wrong.get());
            return;
        }
        form.read()
                .ifPresent(server -> {
                    save.setDisable(true);
                    Map<String, char[]> typed = form.secrets();
                    model.save(
                            server,
                            typed,
                            form.replaces(),
                            failed -> {
                                typed.values().forEach(value -> java.util.Arrays.fill(value, '\0'));
                                save.setDisable(false);
                                failed.ifPresentOrElse(this::say, sheets::close);
                            });
                });
    }

    private void say(String message) {
        problem.setText(message);
        problem.setVisible(!message.isEmpty());
        problem.setManaged(!message.isEmpty());
        if (!message.isEmpty()) {
            reveal();
        }
    }

    private void show(TrialModel.Trial now) {
        boolean running = now instanceof TrialModel.Trial.Running;
        test.setText(Texts.of(running ? "servers.form.test.cancel" : "servers.form.test"));
        test.setOnAction(event -> {
            if (running) {
                trial.cancel();
            } else {
                test();
            }
        });
        outcome.getChildren().setAll(TrialView.of(now));
        outcome.setVisible(!outcome.getChildren().isEmpty());
        outcome.setManaged(outcome.isVisible());
        if (outcome.isVisible()) {
            reveal();
        }
    }

    /// What was said stands at the end of the form.
    private void reveal() {
        Node at = body;
        while (at != null && !(at instanceof ScrollPane)) {
            at = at.getParent();
        }
        if (at instanceof ScrollPane scroll) {
            scroll.applyCss();
            scroll.layout();
            scroll.setVvalue(1);
        }
    }
}
