package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Strip;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The source of the chosen hit, with what is cited in sight.
final class SourcePane extends StackPane {

    /// What it lets the person do, elsewhere than in the pane.
    interface Deeds {

        void copy();

        void openFile();

        void similar();

        /// Shows the entity on its own page.
        void showEntity();

        /// Whether there is such a page.
        boolean hasEntities();
    }

    private final MemoryModel model;
    private final Deeds deeds;
    private final TopicNames topics;
    private final InstantSource clock;
    private @Nullable SourceLines lines;

    SourcePane(MemoryModel model, TopicNames topics, InstantSource clock, Deeds deeds) {
        this.model = model;
        this.deeds = deeds;
        this.topics = topics;
        this.clock = clock;
        setMinWidth(256);
        getStyleClass().add("detail-pane");
        model.opened().addListener((property, before, now) -> show(now));
        show(model.opened().get());
    }

    /// Takes the keyboard into the text.
    void focusText() {
        if (lines != null) {
            lines.focusText();
        }
    }

    private void show(Opened opened) {
        lines = null;
        getChildren()
                .setAll(
                        switch (opened) {
                            case Opened.Nothing _ ->
                                    new EmptyState(
                                            Feather.BOOK_OPEN,
                                            Texts.of("memory.source.none"),
                                            Texts.of("memory.source.none.how"));
                            case Opened.Shown(Source source) -> source(source);
                            case Opened.Gone(String id) ->
                                    new EmptyState(
                                            Feather.SLASH,
                                            Texts.of("memory.source.gone"),
                                            id,
                                            Buttons.plain(Texts.of("memory.again"), model::again));
                            case Opened.Failed(String message) ->
                                    new ErrorState(Texts.of("memory.source.failed"), message);
                        });
    }

    private Node source(Source source) {
        SourceLines text = new SourceLines(source);
        lines = text;
        VBox.setVgrow(text, Priority.ALWAYS);
        VBox pane = new VBox(head(source));
        if (source.changed()) {
            pane.getChildren()
                    .add(
                            new Strip(
                                    Look.WARNING,
                                    new ReadOnlyStringWrapper(Texts.of("memory.source.changed")),
                                    Texts.of("memory.again"),
                                    model::again));
        }
        if (source.text().cut()) {
            pane.getChildren()
                    .add(
                            new Strip(
                                    Look.ACCENT,
                                    new ReadOnlyStringWrapper(
                                            Texts.of("memory.source.cut", SourceText.MAX_LINES)),
                                    Texts.of("memory.entity"),
                                    deeds::showEntity));
        }
        pane.getChildren().addAll(text, foot(source));
        return pane;
    }

    private Node head(Source source) {
        Label path =
                source.path().isEmpty()
                        ? Labels.cut(source.title(), "t-strong")
                        : Labels.path(source.path());
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        HBox head =
                new HBox(
                        Icons.line(
                                source.path().isEmpty() ? Feather.DATABASE : Feather.FILE_TEXT,
                                "muted"),
                        path);
        if (source.hits() > 0) {
            Button up =
                    Buttons.icon(
                            Feather.CHEVRON_UP,
                            Texts.of("memory.source.before"),
                            () -> model.step(-1));
            Button down =
                    Buttons.icon(
                            Feather.CHEVRON_DOWN,
                            Texts.of("memory.source.next"),
                            () -> model.step(1));
            up.setDisable(source.number() <= 1);
            down.setDisable(source.number() >= source.hits());
            head.getChildren()
                    .addAll(
                            Labels.of(
                                    Texts.of("memory.source.hit", source.number(), source.hits()),
                                    "t-small",
                                    "muted"),
                            up,
                            down);
        }
        if (source.citation() != null) {
            Button copy = Buttons.icon(Feather.COPY, Texts.of("memory.copy.hint"), deeds::copy);
            copy.setId("memory-copy");
            head.getChildren().add(copy);
        }
        fileOf(source.file())
                .ifPresent(file -> {
                    Button open =
                            Buttons.icon(
                                    Feather.EXTERNAL_LINK,
                                    Texts.of("memory.file.open.hint"),
                                    deeds::openFile);
                    open.setId("memory-open-file");
                    open.setDisable(source.file() instanceof FileStanding.Gone);
                    head.getChildren().add(open);
                });
        head.getStyleClass().add("source-head");
        return head;
    }

    private Node foot(Source source) {
        StoredEntity stored = source.entity();
        FactGrid left =
                new FactGrid()
                        .add(
                                Texts.of("memory.fact.changed"),
                                Labels.cut(
                                        Texts.ago(
                                                stored.updatedAt(),
                                                clock.instant(),
                                                ZoneId.systemDefault())))
                        .add(
                                Texts.of("memory.fact.of"),
                                Labels.cut(
                                        Texts.of(
                                                "memory.place",
                                                topics.of(stored.entity().topicId()),
                                                stored.entity().kind())));
        FactGrid right =
                new FactGrid()
                        .add(Texts.of("memory.fact.file"), file(source))
                        .add(
                                Texts.of("memory.fact.cited"),
                                Labels.cut(
                                        source.citation() == null
                                                ? Texts.of("memory.fact.whole")
                                                : Places.bytes(source.citation()),
                                        "t-mono"));
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setMinWidth(0);
        right.setMinWidth(0);
        left.setPrefWidth(100);
        right.setPrefWidth(100);
        HBox facts = new HBox(left, right);
        facts.getStyleClass().add("source-facts");
        HBox actions = new HBox();
        actions.getStyleClass().add("row-8");
        Button similar = Buttons.plain(Texts.of("memory.similar"), Feather.TARGET, deeds::similar);
        similar.setId("memory-similar");
        actions.getChildren().add(similar);
        if (deeds.hasEntities()) {
            Button entity =
                    Buttons.plain(Texts.of("memory.entity"), Feather.DATABASE, deeds::showEntity);
            entity.setId("memory-entity");
            actions.getChildren().add(entity);
        }
        VBox foot = new VBox(facts, actions);
        foot.getStyleClass().add("source-foot");
        return foot;
    }

    static Optional<Path> fileOf(FileStanding standing) {
        return switch (standing) {
            case FileStanding.None _ -> Optional.empty();
            case FileStanding.Same(Path file) -> Optional.of(file);
            case FileStanding.There(Path file) -> Optional.of(file);
            case FileStanding.Changed(Path file) -> Optional.of(file);
            case FileStanding.Gone(Path file) -> Optional.of(file);
        };
    }

    private static Label file(Source source) {
        FileStanding standing = source.file();
        String text =
                Texts.of(
                        switch (standing) {
                            case FileStanding.None _ ->
                                    source.path().isEmpty()
                                            ? "memory.file.none"
                                            : "memory.file.unknown";
                            case FileStanding.Same _ -> "memory.file.same";
                            case FileStanding.There _ -> "memory.file.there";
                            case FileStanding.Changed _ -> "memory.file.changed";
                            case FileStanding.Gone _ -> "memory.file.gone";
                        });
        boolean warns =
                standing instanceof FileStanding.Changed || standing instanceof FileStanding.Gone;
        Label label = Labels.cut(text, warns ? "warning" : "default");
        label.setId("memory-file");
        if (warns) {
            label.setGraphic(Icons.chip(Feather.ALERT_TRIANGLE, "warning"));
        }
        fileOf(standing).ifPresent(file -> label.getTooltip().setText(text + "\n" + file));
        return label;
    }
}
