package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.ImportPlan.FoundSecret;
import dev.hqe.mcp.config.ImportPlan.Question;
import dev.hqe.mcp.config.ServerImport.OnClash;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Sheets;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FormField;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.part.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What other programs have configured, to be chosen; and what will be stored for what is chosen.
final class ImportSheet {

    private final ImportModel model;
    private final Sheets sheets;
    private final Desk desk;
    private final Consumer<Told> told;
    private final VBox found = new VBox();
    private final VBox stored = new VBox();
    private final Label problem = Labels.wrapped("", "t-body", "danger", "form-problem");
    private final Button run;

    /// @param told hears what was imported
    ImportSheet(ImportModel model, Sheets sheets, Desk desk, Consumer<Told> told) {
        this.model = model;
        this.sheets = sheets;
        this.desk = desk;
        this.told = told;
        this.run = Buttons.filled("", Feather.DOWNLOAD, this::run);
        run.setId("import-run");
        found.getStyleClass().add("import-found");
        stored.getStyleClass().add("import-stored");
        stored.setId("import-stored");
        problem.setGraphic(Icons.button(Feather.ALERT_CIRCLE, "danger"));
        problem.textProperty().bind(model.problem());
        problem.visibleProperty().bind(model.problem().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        model.offers().addListener((property, before, now) -> showFound());
        model.reading().addListener((property, before, now) -> showFound());
        model.without().addListener((property, before, now) -> showFound());
        model.preview().addListener((property, before, now) -> showStored());
        model.importing().addListener((property, before, now) -> showStored());
    }

    void show() {
        Segments<OnClash> clash =
                new Segments<>(
                        Texts.of("servers.import.clash"),
                        List.of(OnClash.values()),
                        one ->
                                Texts.of(
                                        "servers.import.clash."
                                                + one.name().toLowerCase(Locale.ROOT)));
        clash.value().bindBidirectional(model.onClash());
        Button file =
                Buttons.plain(
                        Texts.of("servers.import.file"),
                        Feather.FILE,
                        () -> desk.chooseFiles().forEach(model::add));
        file.setId("import-file");
        HBox how =
                new HBox(
                        Labels.of(Texts.of("servers.import.clash"), "t-body", "muted"),
                        clash,
                        Labels.space(),
                        file);
        how.getStyleClass().add("row-8");
        VBox body = new VBox(how, found, stored, problem);
        body.getStyleClass().add("server-form");
        Button cancel = Buttons.plain(Texts.of("servers.cancel"), sheets::close);
        Sheet sheet = new Sheet(Texts.of("servers.import.title"), body, run, cancel);
        sheet.getStyleClass().add("form-sheet");
        sheet.setId("server-import");
        showFound();
        showStored();
        model.look();
        sheets.show(sheet, cancel, model::close);
    }

    private void run() {
        model.run(done -> {
            told.accept(done);
            if (model.problem().get().isEmpty()) {
                sheets.close();
            }
        });
    }

    private void showFound() {
        List<Node> nodes = new ArrayList<>();
        if (model.reading().get() && model.offers().get().isEmpty()) {
            nodes.add(Labels.of(Texts.of("servers.import.reading"), "t-body", "muted"));
        }
        for (Offer offer : model.offers().get()) {
            nodes.add(section(offer));
        }
        if (!model.reading().get() && model.offers().get().isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("servers.import.none"), "t-body", "muted"));
        }
        List<String> without = model.without().get();
        if (!without.isEmpty()) {
            nodes.add(
                    Labels.wrapped(
                            Texts.of("servers.import.without", String.join(", ", without)),
                            "t-small",
                            "muted"));
        }
        found.getChildren().setAll(nodes);
    }

    private Node section(Offer offer) {
        HBox head =
                new HBox(
                        Labels.of(offer.title(), "t-strong"),
                        Labels.path(offer.file().toString(), "t-small", "muted"));
        head.getStyleClass().add("row-8");
        VBox section = new VBox(head);
        section.getStyleClass().add("import-offer");
        if (!offer.problem().isEmpty()) {
            section.getChildren().add(Labels.wrapped(offer.problem(), "t-body", "danger"));
        } else if (offer.items().isEmpty()) {
            section.getChildren()
                    .add(Labels.wrapped(Texts.of("servers.import.nothing"), "t-body", "muted"));
        }
        offer.items().forEach(item -> section.getChildren().add(item(item)));
        offer.skipped()
                .forEach(one ->
                        section.getChildren()
                                .add(
                                        Labels.wrapped(
                                                Texts.of(
                                                        "servers.import.skipped",
                                                        one.name(),
                                                        one.why()),
                                                "t-small",
                                                "muted")));
        offer.notes()
                .forEach(note ->
                        section.getChildren().add(Labels.wrapped(note, "t-small", "muted")));
        offer.asked().forEach(asked -> section.getChildren().add(question(asked)));
        return section;
    }

    private static Node item(Offer.Item item) {
        CheckBox box = new CheckBox(item.addition().name().value());
        box.setMnemonicParsing(false); // a server may have a _ in its name
        box.getStyleClass().addAll("t-name", "import-item");
        box.setMinWidth(CheckBox.USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(item.chosen());
        box.setId("import-" + item.addition().name());
        Label command = Labels.cut(item.addition().command(), "t-mono-s", "muted");
        HBox.setHgrow(command, Priority.ALWAYS);
        HBox row = new HBox(box, command);
        row.getStyleClass().add("row-8");
        return row;
    }

    private Node question(Offer.Asked asked) {
        Question question = asked.question();
        TextField field = question.sensitive() ? new PasswordField() : new TextField();
        field.textProperty().bindBidirectional(asked.answer());
        FormField shown =
                new FormField(
                        question.label(),
                        question.required(),
                        String.join(" | ", question.choices()),
                        question.sensitive() ? Texts.of("servers.import.secret.kept") : "",
                        field);
        shown.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> model.preview().get().questions().contains(question.key()),
                                model.preview()));
        shown.managedProperty().bind(shown.visibleProperty());
        return shown;
    }

    private void showStored() {
        ImportModel.Preview now = model.preview().get();
        int count = model.count();
        run.setText(
                model.importing().get()
                        ? Texts.of("servers.import.running")
                        : count == 0
                                ? Texts.of("servers.import.run.none")
                                : Texts.count("servers.import.run", count));
        run.setDisable(count == 0 || !now.missing().isEmpty() || model.importing().get());
        List<Node> nodes = new ArrayList<>();
        if (!now.secrets().isEmpty()) {
            nodes.add(Labels.of(Texts.of("servers.import.secrets"), "t-strong"));
            now.secrets().forEach(secret -> nodes.add(secret(secret)));
        }
        if (!now.missing().isEmpty()) {
            Label missing = Labels.wrapped(now.missing(), "t-body", "warning");
            missing.setGraphic(Icons.button(Feather.ALERT_TRIANGLE, "warning"));
            nodes.add(missing);
        }
        if (!now.lines().isEmpty()) {
            nodes.add(Labels.of(Texts.of("servers.import.stored"), "t-strong"));
            nodes.add(new DiffView(now.lines()));
        }
        stored.getChildren().setAll(nodes);
    }

    private static Node secret(FoundSecret secret) {
        Label words =
                Labels.wrapped(
                        Texts.of(
                                "servers.import.secret",
                                secret.place(),
                                secret.server(),
                                secret.secret(),
                                secret.why()),
                        "t-body");
        words.setGraphic(Icons.chip(Feather.KEY, "muted"));
        return words;
    }
}
