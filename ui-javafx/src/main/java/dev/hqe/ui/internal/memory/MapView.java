package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.MemoryMap;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/// The points of a map. The pointer is told what lies under it, a click chooses it; the arrow keys
/// go from point to point, and Enter opens the one they are at.
final class MapView extends Region {

    private static final double REACH = 12;

    private final MapModel model;
    private final MapMarks marks;
    private final TopicNames topics;
    private final Runnable opened;
    private final Canvas canvas = new Canvas();
    private final Circle around = new Circle(9);
    private final Circle pointed = new Circle(7);
    private final Label title = Labels.of("", "t-name");
    private final Label topic = Labels.of("", "t-small", "muted");
    private final VBox tip = new VBox(title, topic);
    private MapPlane plane = new MapPlane(List.of(), Map.of(), 1, 1);

    /// @param opened is run when the chosen point is to be looked at
    MapView(MapModel model, MapMarks marks, TopicNames topics, Runnable opened) {
        this.model = model;
        this.marks = marks;
        this.topics = topics;
        this.opened = opened;
        setId("memory-map");
        getStyleClass().add("map");
        setFocusTraversable(true);
        tip.getStyleClass().add("map-tip");
        tip.setManaged(false);
        tip.setMouseTransparent(true);
        tip.setVisible(false);
        canvas.setManaged(false);
        for (Circle ring : List.of(around, pointed)) {
            ring.getStyleClass().add("map-ring");
            ring.setManaged(false);
            ring.setMouseTransparent(true);
            ring.setVisible(false);
        }
        around.getStyleClass().add("chosen");
        getChildren().addAll(canvas, around, pointed, tip);
        setMinSize(0, 0);
        marks.onChange(this::draw);
        model.state().addListener((property, before, now) -> lay());
        model.hidden().addListener((property, before, now) -> lay());
        model.chosen().addListener((property, before, now) -> showChosen());
        setOnMouseMoved(event -> point(plane.near(event.getX(), event.getY(), REACH)));
        setOnMouseExited(event -> point(null));
        setOnMouseClicked(event -> {
            requestFocus();
            MapPlane.Placed hit = plane.near(event.getX(), event.getY(), REACH);
            if (hit != null) {
                model.choose(hit.point());
                if (event.getClickCount() == 2) {
                    opened.run();
                }
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, Math.floor(getWidth()));
        double height = Math.max(1, Math.floor(getHeight()));
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            lay();
        }
    }

    private void lay() {
        if (model.state().get() instanceof MapState.Drawn(MemoryMap map, _)) {
            Map<TopicId, Integer> numbers = new HashMap<>();
            for (MapModel.Legend one : MapModel.legend(map)) {
                if (!model.hidden().get().contains(one.topic())) {
                    numbers.put(one.topic(), one.number());
                }
            }
            plane = new MapPlane(map.points(), numbers, canvas.getWidth(), canvas.getHeight());
            setAccessibleText(Texts.of("memory.map.name", plane.points().size()));
        } else {
            plane = new MapPlane(List.of(), Map.of(), 1, 1);
        }
        point(null);
        showChosen();
        draw();
    }

    private void draw() {
        GraphicsContext on = canvas.getGraphicsContext2D();
        on.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double size = plane.points().size() > 2_000 ? 6 : 8;
        for (MapPlane.Placed one : plane.points()) {
            marks.draw(on, one.legend(), one.x(), one.y(), size);
        }
    }

    private void showChosen() {
        ring(around, plane.of(model.chosen().get()));
    }

    private static void ring(Circle ring, MapPlane.@Nullable Placed at) {
        ring.setVisible(at != null);
        if (at != null) {
            ring.setCenterX(at.x());
            ring.setCenterY(at.y());
        }
    }

    private void point(MapPlane.@Nullable Placed at) {
        tip.setVisible(at != null);
        ring(pointed, at);
        if (at != null) {
            say(at);
        }
    }

    private void say(MapPlane.Placed at) {
        MemoryMap.Point point = at.point();
        title.setText(called(point));
        topic.setText(Texts.of("memory.place", topics.of(point.topic()), point.kind()));
        tip.applyCss();
        double width = Math.min(tip.prefWidth(-1), Math.max(40, getWidth() - 16));
        double height = tip.prefHeight(width);
        double x = at.x() + 12 + width > getWidth() ? at.x() - 12 - width : at.x() + 12;
        double y = at.y() + 12 + height > getHeight() ? at.y() - 12 - height : at.y() + 12;
        tip.resizeRelocate(Math.max(4, Math.rint(x)), Math.max(4, Math.rint(y)), width, height);
    }

    /// What people call a point.
    static String called(MemoryMap.Point point) {
        return point.title().isEmpty() ? point.entity().value() : point.title();
    }

    private void key(KeyEvent event) {
        int byX =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        int byY =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        switch (event.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> {
                MapPlane.Placed from = plane.of(model.chosen().get());
                MapPlane.Placed next =
                        from == null
                                ? plane.points().stream().findFirst().orElse(null)
                                : plane.beside(from, byX, byY);
                if (next != null) {
                    model.choose(next.point());
                    point(next);
                    setAccessibleText(
                            called(next.point()) + ", " + topics.of(next.point().topic()));
                }
                event.consume();
            }
            case ENTER -> {
                if (model.chosen().get() != null && !event.isShortcutDown()) {
                    opened.run();
                    event.consume();
                }
            }
            default -> {}
        }
    }
}
