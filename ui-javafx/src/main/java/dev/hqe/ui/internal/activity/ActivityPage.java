package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityRecorded;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Loading;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The timeline: a chart over time, the rows, and the selected one in full.
public final class ActivityPage implements Page {

    /// In the head of the table, over the bars, which have no title: so it covers no row.
    private static final Insets BESIDE_TOOK = new Insets(4, 84, 0, 0);

    private final ActivityModel model;
    private final Action pause;
    private final Action failed;
    private final Action clear;
    private final Action copy;
    private final Action again;
    private final VBox root = new VBox();
    private final StackPane middle = new StackPane();
    private final ActivityTable table;
    private final HistogramView histogram;
    private final FilterBar filters;
    private final Loading outline = new Loading(Texts.of("activity.loading"));
    private final Button fresh;
    private final Label shownFigures = Labels.of("", "t-small", "muted");
    private final HBox live = new HBox();
    private final Columns columns;
    private @Nullable VirtualFlow<?> flow;
    private boolean begun;

    /// Whether the rows are being replaced: what is shown in full stays.
    private boolean replacing;

    /// Where the workbench keeps a timeline.
    public static Optional<Page> make(Frame frame) {
        return frame.ports()
                .find(ActivityLog.class)
                .map(log -> {
                    ActivityModel model =
                            new ActivityModel(
                                    log, frame.dispatcher(), frame.delays(), frame.parts().clock());
                    frame.dispatcher()
                            .hear(
                                    frame.parts().bus(),
                                    "activity",
                                    ActivityRecorded.class,
                                    fact -> model.heard());
                    return new ActivityPage(model, frame);
                });
    }

    private ActivityPage(ActivityModel model, Frame frame) {
        ShellModel shell = frame.model();
        this.model = model;
        this.table = new ActivityTable(shell.parts().clock());
        this.histogram = new HistogramView(model);
        this.filters = new FilterBar(model, histogram::said);
        pause =
                Action.of(
                                "activity.pause",
                                Texts.of("activity.pause.action"),
                                Feather.PAUSE,
                                () -> model.paused().set(!model.paused().get()))
                        .on(Keys.shortcutShift(KeyCode.P));
        failed =
                Action.of(
                        "activity.failed",
                        Texts.of("activity.failed.action"),
                        Feather.ALERT_CIRCLE,
                        () ->
                                model.filter()
                                        .set(model.filter().get().results(Set.of(Result.FAILED))));
        clear =
                Action.of(
                                "activity.clear",
                                Texts.of("activity.clear.action"),
                                Feather.X_CIRCLE,
                                model::clear)
                        .when(() -> !model.filter().get().isNone());
        ActivityDetail detail = new ActivityDetail(model, shell, frame.desk(), this::closeDetail);
        copy =
                Action.of(
                                "activity.copy",
                                Texts.of("activity.copy.action"),
                                Feather.COPY,
                                detail::copy)
                        .on(Keys.shortcut(KeyCode.C))
                        .when(() -> model.detail().get() instanceof Detail.Shown);
        again =
                Action.of(
                                "activity.again",
                                Texts.of("activity.again.action"),
                                Feather.REFRESH_CW,
                                () -> detail.tool().ifPresent(shell::open))
                        .when(() -> detail.tool().isPresent());
        fresh = Buttons.plain("", Feather.ARROW_UP, this::showFresh);
        fresh.setId("show-fresh");
        fresh.getStyleClass().add("fresh");
        StackPane.setAlignment(fresh, Pos.TOP_RIGHT);
        StackPane.setMargin(fresh, BESIDE_TOOK);
        Strip problem =
                new Strip(Look.DANGER, model.problem(), Texts.of("activity.tryAgain"), model::look)
                        .when(model.problem().isNotEmpty());
        HBox foot =
                new HBox(
                        shownFigures,
                        Labels.space(),
                        Labels.of(Texts.of("activity.scale"), "t-small", "muted"));
        foot.getStyleClass().add("activity-foot");
        StackPane list = new StackPane(middle, fresh);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox content = new VBox(histogram, list, foot);
        columns = Columns.two(frame.kept(), "activity", content, detail, 0.68);
        VBox.setVgrow(columns, Priority.ALWAYS);
        root.getStyleClass().addAll("page", "activity");
        root.getChildren().addAll(header(), problem, columns);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!replacing) {
                        model.select(now);
                    }
                    watch();
                });
        model.detail().addListener((property, before, now) -> watch());
        table.skinProperty().addListener((property, before, now) -> watchScrolling());
        model.listing().addListener((property, before, now) -> show(now));
        InvalidationListener figures = observable -> showFigures();
        model.figures().addListener(figures);
        model.fresh().addListener(figures);
        model.paused().addListener((property, before, now) -> showLive(now));
        frame.kept()
                .property()
                .addListener((property, before, now) -> table.scale(now.textPercent() / 100.0));
        table.scale(frame.kept().state().textPercent() / 100.0);
        showLive(false);
        show(model.listing().get());
        showFigures();
    }

    private HBox header() {
        HBox header = new HBox(Labels.of(Place.ACTIVITY.title(), "t-page"), filters.words());
        header.getStyleClass().add("page-header");
        header.getChildren().addAll(filters.menus());
        live.getStyleClass().add("row-8");
        live.setMinWidth(Region.USE_PREF_SIZE);
        header.getChildren().addAll(Labels.space(), live);
        return header;
    }

    private void showLive(boolean paused) {
        Button button =
                Buttons.plain(
                        Texts.of(paused ? "activity.resume" : "activity.pause"),
                        paused ? Feather.PLAY : Feather.PAUSE,
                        pause.run());
        button.setId("activity-pause");
        boolean focused = live.getChildren().stream().anyMatch(Node::isFocused);
        live.getChildren()
                .setAll(
                        Icons.dot(paused ? "warning" : "success"),
                        Labels.of(
                                Texts.of(paused ? "activity.paused" : "activity.live"),
                                "t-body",
                                paused ? "warning" : "success"),
                        button);
        if (focused) {
            button.requestFocus();
        }
    }

    /// Rows stay where they are while somebody has scrolled down or reads one.
    private void watchScrolling() {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> found) {
            flow = found;
            found.positionProperty().addListener((property, before, now) -> watch());
        }
    }

    private void watch() {
        VirtualFlow<?> scrolled = flow;
        boolean down = scrolled != null && scrolled.getPosition() > 0;
        model.reading()
                .set(
                        down
                                || table.getSelectionModel().getSelectedItem() != null
                                || model.detail().get() instanceof Detail.Shown);
    }

    private void showFresh() {
        model.showFresh();
        closeDetail();
        table.scrollTo(0);
    }

    private void show(Listing listing) {
        Node node =
                switch (listing) {
                    case Listing.Loading _ -> outline.starting();
                    case Listing.Nothing _ ->
                            new EmptyState(
                                    Feather.ACTIVITY,
                                    Texts.of("activity.none"),
                                    Texts.of("activity.none.how"));
                    case Listing.NoMatch(Filter filter) ->
                            new EmptyState(
                                    Feather.FILTER,
                                    Texts.of("activity.noMatch"),
                                    Texts.of("activity.noMatch.filters", filters.said(filter)),
                                    Buttons.plain(Texts.of("activity.clear"), model::clear));
                    case Listing.Failed(String message) ->
                            new ErrorState(
                                    Texts.of("activity.failed"),
                                    message,
                                    Buttons.filled(
                                            Texts.of("activity.tryAgain"),
                                            Feather.REFRESH_CW,
                                            model::look));
                    case Listing.Rows(var rows) -> {
                        replacing = true;
                        table.show(rows);
                        replacing = false;
                        yield table;
                    }
                };
        boolean chart = !(listing instanceof Listing.Nothing || listing instanceof Listing.Failed);
        histogram.setVisible(chart);
        histogram.setManaged(chart);
        if (!middle.getChildren().equals(List.of(node))) {
            middle.getChildren().setAll(node);
        }
        watch();
    }

    private void showFigures() {
        Figures now = model.figures().get();
        String text =
                model.filter().get().isNone()
                        ? Texts.count("activity.figures.all", now.shown())
                        : Texts.of("activity.figures", now.shown(), now.kept());
        if (!now.complete() && now.kept() > 0) {
            text += Texts.of("activity.figures.looked", now.looked() * 100 / now.kept());
        }
        shownFigures.setText(text);
        int more = model.fresh().get();
        fresh.setText(Texts.of("activity.fresh", more));
        fresh.setVisible(more > 0 && model.listing().get() instanceof Listing.Rows);
    }

    private void closeDetail() {
        table.getSelectionModel().clearSelection();
        model.select(null);
        table.requestFocus();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN && filters.words().isFocused()) {
            table.requestFocus();
            event.consume();
        }
    }

    @Override
    public Place place() {
        return Place.ACTIVITY;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        if (!begun) {
            begun = true;
            model.look();
        }
        model.readNames();
        filters.words().requestFocus();
    }

    @Override
    public void open(Target target) {
        if (target instanceof Target.OfTrace(String trace)) {
            model.filter().set(Filter.NONE.words(trace));
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(pause, copy, again, failed, clear);
    }

    @Override
    public Node filter() {
        return filters.words();
    }

    @Override
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        panes.add(root.getChildren().getFirst());
        panes.add(histogram);
        panes.addAll(columns.panes());
        return panes;
    }

    @Override
    public boolean back() {
        if (!(model.detail().get() instanceof Detail.Nothing)) {
            closeDetail();
            return true;
        }
        if (histogram.letGo()) {
            return true;
        }
        boolean any = !model.filter().get().isNone();
        model.clear();
        return any;
    }

    @Override
    public List<String> styleSheets() {
        return List.of(
                Objects.requireNonNull(ActivityPage.class.getResource("activity.css"))
                        .toExternalForm());
    }
}
