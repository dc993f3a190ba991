package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Loading;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.tools.RunState.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The result of the run that is looked at: how it ended, and the ways to look at what came of it.
final class ResultPane extends VBox {

    private final RunsModel runs;
    private final ResultViews views;
    private final Consumer<ToolRun> save;
    private final HBox head = new HBox();
    private final VBox notes = new VBox();
    private final StackPane body = new StackPane();
    private final Following following = new Following(this::show);
    private @Nullable Segments<View> tabs;

    /// One tab.
    private record View(String title, List<ResultPart> parts) {}

    /// @param save writes the whole result of a run into a file
    ResultPane(RunsModel runs, ResultViews views, Consumer<ToolRun> save) {
        this.runs = runs;
        this.views = views;
        this.save = save;
        getStyleClass().add("result-pane");
        setId("tool-result");
        head.getStyleClass().add("result-head");
        notes.getStyleClass().add("result-notes");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, notes, body);
        following.of(runs);
    }

    private void show() {
        ToolRun run = following.run();
        if (run == null) {
            clear();
            head.getChildren().setAll(Labels.of(Texts.of("tools.result"), "t-strong"));
            body.getChildren()
                    .setAll(
                            new EmptyState(
                                    Feather.PLAY,
                                    Texts.of("tools.result.none"),
                                    Texts.of("tools.result.none.how")));
            return;
        }
        switch (run.state().get()) {
            case RunState.Running _ -> running(run);
            case RunState.Ended ended -> ended(run, ended);
        }
    }

    private void clear() {
        tabs = null;
        notes.getChildren().clear();
        notes.setManaged(false);
    }

    private void running(ToolRun run) {
        if (body.getChildren().stream().anyMatch(Loading.class::isInstance)) {
            return; // it goes on
        }
        clear();
        head.getChildren()
                .setAll(
                        Labels.of(Texts.of("tools.result"), "t-strong"),
                        Labels.space(),
                        Chips.state(Look.ACCENT, Feather.PLAY, Texts.of("tools.end.running")));
        body.getChildren().setAll(new Loading(Texts.of("tools.running", run.tool())).starting());
    }

    private void ended(ToolRun run, RunState.Ended ended) {
        clear();
        List<View> found = views(ended.sheet());
        head.getChildren().clear();
        if (found.size() > 1) {
            Segments<View> choice =
                    new Segments<>(Texts.of("tools.result.views"), found, View::title);
            choice.setId("result-views");
            choice.value().addListener((property, before, now) -> body(now));
            tabs = choice;
            head.getChildren().add(choice);
        } else {
            head.getChildren().add(Labels.of(Texts.of("tools.result"), "t-strong"));
        }
        head.getChildren().addAll(Labels.space(), chip(ended.end().kind()));
        String fact =
                ended.bytes() == 0
                        ? Texts.duration(ended.took())
                        : Texts.duration(ended.took()) + ", " + ResultReader.bytes(ended.bytes());
        Label figures = Labels.cut(fact, "t-mono-s", "muted");
        head.getChildren().add(figures);
        if (ended.sheet().whole().isPresent()) {
            Button saving =
                    Buttons.icon(Feather.DOWNLOAD, Texts.of("tools.save"), () -> save.accept(run));
            saving.setId("result-save");
            head.getChildren().add(saving);
        }
        notes(run, ended);
        if (found.isEmpty()) {
            body.getChildren().setAll(nothing(run, ended));
        } else {
            body(found.getFirst());
        }
    }

    private void notes(ToolRun run, RunState.Ended ended) {
        List<Node> lines = new ArrayList<>();
        if (!ended.end().words().isEmpty() && !ended.sheet().parts().isEmpty()) {
            lines.add(words(ended.end()));
        }
        ended.sheet()
                .notes()
                .forEach(note -> {
                    Label words = Labels.wrapped(note, "t-body", "muted");
                    words.setGraphic(Icons.button(Feather.INFO, "muted"));
                    lines.add(words);
                });
        if (!ended.sheet().notes().isEmpty() && ended.sheet().whole().isPresent()) {
            Button saving = Buttons.link(Texts.of("tools.save"), () -> save.accept(run));
            saving.getStyleClass().add("small");
            lines.add(saving);
        }
        notes.getChildren().setAll(lines);
        notes.setManaged(!lines.isEmpty());
    }

    private static Label words(End end) {
        Label words = Labels.wrapped(end.words(), "t-body", style(end.kind()));
        words.setGraphic(Icons.line(icon(end.kind()), style(end.kind())));
        return words;
    }

    private Node nothing(ToolRun run, RunState.Ended ended) {
        if (ended.sheet().isForgotten()) {
            return new EmptyState(
                    Feather.ARCHIVE,
                    Texts.of("tools.result.forgotten"),
                    Texts.of("tools.result.forgotten.how"),
                    Buttons.plain(Texts.of("tools.again"), Feather.REPEAT, () -> runs.again(run)));
        }
        VBox told = new VBox(words(ended.end()));
        told.getStyleClass().add("result-words");
        return told;
    }

    private static List<View> views(ResultSheet sheet) {
        List<View> views = new ArrayList<>();
        Optional<ResultPart> chart =
                sheet.parts().stream().filter(ResultPart.Chart.class::isInstance).findFirst();
        boolean hasTable = sheet.parts().stream().anyMatch(ResultPart.Table.class::isInstance);
        for (ResultPart part : sheet.parts()) {
            switch (part) {
                case ResultPart.Table table when chart.isPresent() ->
                        views.add(
                                new View(
                                        Texts.of("tools.view.tableChart"),
                                        List.of(chart.get(), table)));
                case ResultPart.Chart _ when hasTable -> {} // above the table
                case ResultPart.Table _ -> views.add(view("table", part));
                case ResultPart.Chart _ -> views.add(view("chart", part));
                case ResultPart.Tree _ -> views.add(view("data", part));
                case ResultPart.Words _ -> views.add(view("text", part));
                case ResultPart.Picture _ -> views.add(view("picture", part));
                case ResultPart.Raw _ -> views.add(view("raw", part));
            }
        }
        return views.size() > 8 ? views.subList(0, 8) : views;
    }

    private static View view(String name, ResultPart part) {
        return new View(Texts.of("tools.view." + name), List.of(part));
    }

    private void body(View view) {
        if (view.parts().size() == 1) {
            body.getChildren().setAll(views.of(view.parts().getFirst()));
            return;
        }
        Node chart = views.of(view.parts().getFirst());
        Node table = views.of(view.parts().getLast());
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox both = new VBox(chart, table);
        body.getChildren().setAll(both);
    }

    /// Goes to the next view, round.
    void nextView() {
        Segments<View> now = tabs;
        ToolRun run = following.run();
        if (now != null && run != null) {
            if (run.state().get() instanceof RunState.Ended ended) {
                List<View> all = views(ended.sheet());
                int at = all.indexOf(now.value().get());
                now.value().set(all.get((at + 1) % all.size()));
            }
        }
    }

    static Label chip(End.Kind kind) {
        return Chips.state(look(kind), icon(kind), word(kind));
    }

    static String word(End.Kind kind) {
        return Texts.of("tools.end." + kind.name().toLowerCase(Locale.ROOT));
    }

    static Feather icon(End.Kind kind) {
        return switch (kind) {
            case DONE -> Feather.CHECK;
            case FAILED -> Feather.ALERT_CIRCLE;
            case REFUSED -> Feather.SLASH;
            case MISFIT -> Feather.ALERT_CIRCLE;
            case CANCELLED -> Feather.X;
        };
    }

    static Look look(End.Kind kind) {
        return switch (kind) {
            case DONE -> Look.SUCCESS;
            case FAILED -> Look.DANGER;
            case REFUSED -> Look.DANGER;
            case MISFIT -> Look.DANGER;
            case CANCELLED -> Look.NEUTRAL;
        };
    }

    static String style(End.Kind kind) {
        return look(kind).style();
    }
}
