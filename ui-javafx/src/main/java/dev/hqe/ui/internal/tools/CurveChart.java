package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// One series of numbers as a line over three thin ones, with a point at its end. The table beside
/// has the numbers.
final class CurveChart extends VBox {

    private static final double HEIGHT = 190;
    private static final double TOP = 8;
    private static final double BOTTOM = 22;
    private static final double LEFT = 64;
    private static final double RIGHT = 16;
    private static final int GRID = 3;

    private final ResultPart.Chart chart;
    private final Plot plot = new Plot();

    CurveChart(ResultPart.Chart chart) {
        this.chart = chart;
        setId("result-chart");
        getStyleClass().add("curve-chart");
        Label title = Labels.cut(title(chart.series().getFirst()), "t-strong");
        HBox head = new HBox(title, Labels.space());
        head.getStyleClass().add("curve-head");
        if (chart.series().size() > 1) {
            ComboBox<String> choice = new ComboBox<>();
            choice.setAccessibleText(Texts.of("tools.chart.series"));
            choice.getItems().setAll(chart.series().stream().map(ResultPart.Series::name).toList());
            choice.getSelectionModel().selectFirst();
            choice.getSelectionModel()
                    .selectedIndexProperty()
                    .addListener((property, before, now) -> {
                        ResultPart.Series series = chart.series().get(Math.max(0, now.intValue()));
                        title.setText(title(series));
                        plot.show(series);
                    });
            head.getChildren().add(choice);
        }
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().addAll(head, plot);
        plot.show(chart.series().getFirst());
    }

    private String title(ResultPart.Series series) {
        return chart.name().isEmpty() || chart.name().equals(series.name())
                ? series.name()
                : chart.name() + ", " + series.name();
    }

    private final class Plot extends Pane {

        private double[] values = new double[0];

        Plot() {
            getStyleClass().add("curve-plot");
            setPrefHeight(HEIGHT);
            setMinHeight(120);
            widthProperty().addListener((property, before, now) -> draw());
            heightProperty().addListener((property, before, now) -> draw());
        }

        void show(ResultPart.Series series) {
            values = series.values();
            setAccessibleText(
                    Texts.of(
                            "tools.chart.says",
                            series.name(),
                            values.length,
                            figure(least()),
                            figure(most())));
            draw();
        }

        private DoubleStream finite() {
            return DoubleStream.of(values).filter(Double::isFinite);
        }

        private double least() {
            return finite().min().orElse(0);
        }

        private double most() {
            return finite().max().orElse(1);
        }

        private void draw() {
            double width = getWidth() - LEFT - RIGHT;
            double height = getHeight() - TOP - BOTTOM;
            if (width < 20 || height < 20 || values.length == 0) {
                getChildren().clear();
                return;
            }
            double least = least();
            double most = most() > least ? most() : least + Math.max(1, Math.abs(least)) * 0.01;
            double margin = (most - least) * 0.06;
            double from = least - margin;
            double to = most + margin;
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < GRID; i++) {
                double part = (i + 0.5) / GRID;
                double y = Math.round(TOP + height * part) + 0.5;
                Line line = new Line(LEFT, y, LEFT + width, y);
                line.getStyleClass().add("curve-grid");
                nodes.add(line);
                nodes.add(
                        axis(
                                figure(to - (to - from) * part),
                                0,
                                y - 8,
                                LEFT - 8,
                                Pos.CENTER_RIGHT));
            }
            curve(nodes, width, height, from, to);
            labels(nodes, width, height);
            getChildren().setAll(nodes);
        }

        private void curve(List<Node> nodes, double width, double height, double from, double to) {
            Path line = new Path();
            line.getStyleClass().add("curve-line");
            Path area = new Path();
            area.getStyleClass().add("curve-area");
            double base = TOP + height;
            double lastX = LEFT;
            double lastY = base;
            boolean open = false;
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    close(area, lastX, base, open);
                    open = false;
                    continue;
                }
                double x = LEFT + (values.length == 1 ? 0 : width * i / (values.length - 1));
                double y = TOP + height * (to - values[i]) / (to - from);
                if (open) {
                    line.getElements().add(new LineTo(x, y));
                } else {
                    line.getElements().add(new MoveTo(x, y));
                    area.getElements().add(new MoveTo(x, base));
                }
                area.getElements().add(new LineTo(x, y));
                open = true;
                lastX = x;
                lastY = y;
            }
            close(area, lastX, base, open);
            Circle end = new Circle(lastX, lastY, 3);
            end.getStyleClass().add("curve-end");
            nodes.addAll(List.of(area, line, end));
        }

        private static void close(Path area, double x, double base, boolean open) {
            if (open) {
                area.getElements().add(new LineTo(x, base));
            }
        }

        private void labels(List<Node> nodes, double width, double height) {
            if (chart.labels().size() == 3) {
                double y = TOP + height + 4;
                nodes.add(axis(chart.labels().get(0), LEFT, y, width / 3, Pos.CENTER_LEFT));
                nodes.add(axis(chart.labels().get(1), LEFT + width / 3, y, width / 3, Pos.CENTER));
                nodes.add(
                        axis(
                                chart.labels().get(2),
                                LEFT + 2 * width / 3,
                                y,
                                width / 3,
                                Pos.CENTER_RIGHT));
            }
        }

        private static Label axis(String text, double x, double y, double width, Pos at) {
            Label label = new Label(text);
            label.getStyleClass().addAll("t-mono-s", "muted");
            label.setAlignment(at);
            label.resizeRelocate(x, y, width, 16);
            label.setPrefSize(width, 16);
            label.setManaged(false);
            return label;
        }
    }

    /// About four digits: `40.97`, `1 870 000`, `0.00031`.
    static String figure(double value) {
        double size = Math.abs(value);
        if (size >= 10_000) {
            return size < 1e15 ? Texts.number(Math.round(value)) : String.valueOf(value);
        }
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return size >= 1
                ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
