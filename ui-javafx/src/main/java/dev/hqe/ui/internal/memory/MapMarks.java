package dev.hqe.ui.internal.memory;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/// How a Topic is drawn: a colour and a shape, so that colour is never alone. Six of each are told
/// apart at a glance; together they give 36, and then begin again.
///
/// A canvas knows no style sheet: the colours are those of shapes without a size, which it styles.
final class MapMarks extends Pane {

    private static final int COLOURS = 6;
    private static final int SHAPES = 6;

    private final List<Rectangle> colours;

    MapMarks() {
        setManaged(false);
        colours = IntStream.rangeClosed(1, COLOURS).mapToObj(i -> probe("map-" + i)).toList();
        getChildren().addAll(colours);
        getChildren().forEach(child -> child.setManaged(false));
    }

    private static Rectangle probe(String style) {
        Rectangle probe = new Rectangle();
        probe.getStyleClass().add(style);
        return probe;
    }

    /// Runs this whenever a colour is another one: another theme.
    void onChange(Runnable listener) {
        colours.forEach(
                one -> one.fillProperty().addListener((property, before, now) -> listener.run()));
    }

    /// Draws a mark around a place.
    ///
    /// @param number see [MapModel.Legend#number]
    void draw(GraphicsContext on, int number, double x, double y, double size) {
        Paint fill = colours.get(number % COLOURS).getFill();
        on.setFill(fill instanceof Color colour ? colour.deriveColor(0, 1, 1, 0.85) : fill);
        double r = size / 2;
        switch ((number + number / COLOURS) % SHAPES) {
            case 0 -> on.fillOval(x - r, y - r, size, size);
            case 1 -> on.fillRect(x - r * 0.85, y - r * 0.85, size * 0.85, size * 0.85);
            case 2 -> polygon(on, x, y, r * 1.2, 0, -1, 0.87, 0.6, -0.87, 0.6);
            case 3 -> polygon(on, x, y, r * 1.2, 0, -1, 1, 0, 0, 1, -1, 0);
            case 4 -> polygon(on, x, y, r * 1.2, 0, 1, 0.87, -0.6, -0.87, -0.6);
            default -> {
                on.fillRect(x - r, y - r * 0.3, size, r * 0.6);
                on.fillRect(x - r * 0.3, y - r, r * 0.6, size);
            }
        }
    }

    private static void polygon(
            GraphicsContext on, double x, double y, double r, double... corners) {
        double[] xs = new double[corners.length / 2];
        double[] ys = new double[corners.length / 2];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x + corners[2 * i] * r;
            ys[i] = y + corners[2 * i + 1] * r;
        }
        on.fillPolygon(xs, ys, xs.length);
    }

    /// A mark by itself, for the legend.
    Node mark(int number) {
        Canvas canvas = new Canvas(14, 14);
        Runnable draw =
                () -> {
                    canvas.getGraphicsContext2D().clearRect(0, 0, 14, 14);
                    draw(canvas.getGraphicsContext2D(), number, 7, 7, 9);
                };
        colours.get(number % COLOURS)
                .fillProperty()
                .addListener((property, before, now) -> draw.run());
        draw.run();
        return canvas;
    }
}
