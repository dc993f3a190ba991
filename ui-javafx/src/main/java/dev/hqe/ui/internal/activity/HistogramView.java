package dev.hqe.ui.internal.activity;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// How much happened over time, what failed in red. A stretch of it is chosen by dragging, or by
/// the arrow keys: they move it, with Shift they make it longer, Escape lets it go.
final class HistogramView extends Region {

    private static final double TOP = 8;
    private static final double BARS = 36;
    private static final double GAP = 4;
    private static final double SIDE = 20;
    private static final double FAILED = 4;
    private static final long DAY = 86_400_000;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_ONLY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final ActivityModel model;
    private final Path bars = new Path();
    private final Path failed = new Path();
    private final Region chosen = new Region();
    private final List<Label> labels;
    private double pressed;
    private double dragged;
    private boolean dragging;

    HistogramView(ActivityModel model) {
        this.model = model;
        setId("activity-histogram");
        getStyleClass().add("histogram");
        bars.getStyleClass().add("histogram-bars");
        failed.getStyleClass().add("histogram-failed");
        chosen.getStyleClass().add("histogram-chosen");
        labels = List.of(label(), label(), label(), label(), label());
        getChildren().addAll(chosen, bars, failed);
        getChildren().addAll(labels);
        getChildren().forEach(child -> child.setManaged(false));
        setFocusTraversable(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        model.histogram().addListener((property, before, now) -> draw());
        model.filter().addListener((property, before, now) -> draw());
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        draw();
    }

    private static Label label() {
        return Labels.of("", "t-mono-s", "muted");
    }

    private void draw() {
        setAccessibleText(
                Texts.of(
                        "activity.chart",
                        text(model.histogram().get().from()),
                        text(model.histogram().get().to()),
                        model.figures().get().shown()));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return TOP + BARS + GAP + Math.ceil(labels.getFirst().prefHeight(-1)) + GAP;
    }

    @Override
    protected void layoutChildren() {
        Histogram chart = model.histogram().get();
        bars.getElements().clear();
        failed.getElements().clear();
        labels.forEach(label -> label.setVisible(false));
        chosen.setVisible(false);
        if (chart.bars() == 0) {
            return;
        }
        double slot = slot(chart);
        double most = Math.max(1, chart.most());
        double bottom = TOP + BARS;
        double width = Math.max(1, Math.floor(slot) - (slot >= 4 ? 2 : slot >= 2 ? 1 : 0));
        for (int i = 0; i < chart.bars(); i++) {
            double x = SIDE + Math.rint(i * slot);
            if (chart.all(i) > 0) {
                double height = Math.max(2, Math.rint(BARS * chart.all(i) / most));
                rectangle(bars, x, bottom - height, Math.min(width, 24), height);
            }
            if (chart.failed(i) > 0) {
                rectangle(failed, x, bottom - FAILED, Math.min(width, 24), FAILED);
            }
        }
        placeChosen(chart);
        placeLabels(chart);
    }

    private double slot(Histogram chart) {
        return (getWidth() - 2 * SIDE) / Math.max(1, chart.bars());
    }

    private static void rectangle(Path path, double x, double y, double width, double height) {
        path.getElements()
                .addAll(
                        new MoveTo(x, y),
                        new LineTo(x + width, y),
                        new LineTo(x + width, y + height),
                        new LineTo(x, y + height),
                        new ClosePath());
    }

    private void placeChosen(Histogram chart) {
        Stretch stretch = model.filter().get().stretch();
        boolean any = dragging || !stretch.equals(Stretch.ALL);
        pseudoClassStateChanged(CHOSEN, any);
        if (!any) {
            return;
        }
        double from = dragging ? Math.min(pressed, dragged) : x(chart, stretch.from());
        double to = dragging ? Math.max(pressed, dragged) : x(chart, stretch.to());
        from = Math.clamp(from, SIDE, getWidth() - SIDE);
        to = Math.clamp(to, SIDE, getWidth() - SIDE);
        chosen.setVisible(true);
        chosen.resizeRelocate(Math.rint(from), TOP, Math.max(2, Math.rint(to - from)), BARS);
    }

    private void placeLabels(Histogram chart) {
        int steps = labels.size() - 1;
        double room = getWidth() - 2 * SIDE;
        for (int i = 0; i <= steps; i++) {
            Label label = labels.get(i);
            label.setText(text(chart.from() + (chart.to() - chart.from()) * i / steps));
            label.applyCss();
            double width = Math.ceil(label.prefWidth(-1));
            double x = SIDE + room * i / steps - (i == 0 ? 0 : i == steps ? width : width / 2);
            label.setVisible(true);
            label.resizeRelocate(
                    Math.rint(x), TOP + BARS + GAP, width, Math.ceil(label.prefHeight(-1)));
        }
    }

    private String text(long millis) {
        Histogram chart = model.histogram().get();
        long span = chart.to() - chart.from();
        return span > 10 * DAY ? written(DATE_ONLY, millis) : written(span, 600_000, millis);
    }

    /// @param fine up to which length seconds are written
    private static String written(long length, long fine, long millis) {
        return written(length > DAY ? DATE : length > fine ? CLOCK : SECONDS, millis);
    }

    private static String written(DateTimeFormatter format, long millis) {
        return format.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    /// The stretch that is chosen, in words: as fine as the bars are.
    String said(Stretch stretch) {
        Histogram chart = model.histogram().get();
        long fine = chart.width() < 60_000 ? Long.MAX_VALUE : 0;
        long length = chart.to() - chart.from();
        return stretch.to() == Stretch.OPEN
                ? Texts.of("activity.since", written(length, fine, stretch.from()))
                : Texts.of(
                        "activity.between",
                        written(length, fine, stretch.from()),
                        written(length, fine, stretch.to()));
    }

    private double x(Histogram chart, long millis) {
        if (millis == Stretch.OPEN) {
            return getWidth() - SIDE;
        }
        double part = (double) (millis - chart.from()) / (chart.to() - chart.from());
        return SIDE + part * (getWidth() - 2 * SIDE);
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressed = event.getX();
        dragged = pressed;
    }

    private void drag(MouseEvent event) {
        dragged = event.getX();
        dragging = dragging || Math.abs(dragged - pressed) > 3;
        requestLayout();
    }

    /// A drag chooses the bars it touches, a click lets go.
    private void release(MouseEvent event) {
        Histogram chart = model.histogram().get();
        if (dragging && chart.bars() > 0) {
            double slot = slot(chart);
            int first = (int) Math.floor((Math.min(pressed, dragged) - SIDE) / slot);
            int last = (int) Math.floor((Math.max(pressed, dragged) - SIDE) / slot);
            choose(chart, first, last);
        } else {
            letGo();
        }
        dragging = false;
        requestLayout();
    }

    private void choose(Histogram chart, int first, int last) {
        int from = Math.clamp(first, 0, chart.bars() - 1);
        int to = Math.clamp(last, from, chart.bars() - 1);
        long end = to == chart.bars() - 1 ? Stretch.OPEN : chart.from() + (to + 1) * chart.width();
        model.filter()
                .set(
                        model.filter()
                                .get()
                                .stretch(new Stretch(chart.from() + from * chart.width(), end)));
    }

    /// Lets the chosen stretch go.
    ///
    /// @return whether one was chosen
    boolean letGo() {
        Filter filter = model.filter().get();
        boolean any = !filter.stretch().equals(Stretch.ALL);
        if (any) {
            model.filter().set(filter.stretch(Stretch.ALL));
        }
        return any;
    }

    private void key(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        Histogram chart = model.histogram().get();
        if (by == 0 || chart.bars() == 0) {
            return;
        }
        event.consume();
        Stretch stretch = model.filter().get().stretch();
        int last = chart.bars() - 1;
        if (stretch.equals(Stretch.ALL)) {
            choose(chart, last, last);
            return;
        }
        int from = bar(chart, stretch.from());
        int to = stretch.to() == Stretch.OPEN ? last : bar(chart, stretch.to() - 1);
        if (event.isShiftDown()) {
            choose(chart, by < 0 ? from - 1 : from, by < 0 ? to : to + 1);
        } else if (from + by >= 0 && to + by <= last) {
            choose(chart, from + by, to + by);
        }
    }

    private static int bar(Histogram chart, long millis) {
        return Math.clamp((millis - chart.from()) / chart.width(), 0, chart.bars() - 1);
    }
}
