package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryMap;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The map with its legend, or why there is none.
final class MapPane extends VBox {

    private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden");

    private final MapModel model;
    private final TopicNames topics;
    private final Runnable again;
    private final MapMarks marks = new MapMarks();
    private final MapView view;
    private final StackPane middle = new StackPane();
    private final FlowPane legend = new FlowPane();
    private final Label from = Labels.wrapped("", "t-small", "muted");
    private final Loading outline = new Loading(Texts.of("memory.map.drawing"));
    private final ProgressBar progress = new ProgressBar();
    private final VBox foot;

    /// @param again lays it out anew
    /// @param opened is run when the chosen point is to be looked at
    MapPane(MapModel model, TopicNames topics, Runnable again, Runnable opened) {
        this.model = model;
        this.topics = topics;
        this.again = again;
        this.view = new MapView(model, marks, topics, opened);
        getStyleClass().add("map-pane");
        legend.getStyleClass().add("map-legend");
        legend.setMinWidth(0);
        progress.visibleProperty().bind(model.drawing());
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setAccessibleText(Texts.of("memory.map.drawing"));
        progress.setMinWidth(80);
        HBox.setHgrow(from, Priority.ALWAYS);
        from.setMaxWidth(Double.MAX_VALUE);
        HBox said = new HBox(from, progress);
        said.getStyleClass().add("row-8");
        foot = new VBox(legend, said);
        foot.getStyleClass().add("map-foot");
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(marks, middle, foot);
        model.state().addListener((property, before, now) -> show(now));
        model.hidden().addListener((property, before, now) -> show(model.state().get()));
        show(model.state().get());
    }

    MapView view() {
        return view;
    }

    private void show(MapState state) {
        Optional<Node> instead =
                switch (state) {
                    case MapState.Unasked _ -> Optional.of(outline);
                    case MapState.Drawing _ -> Optional.of(outline.starting());
                    case MapState.Empty _ ->
                            Optional.of(
                                    new EmptyState(
                                            Feather.MAP,
                                            Texts.of("memory.map.none"),
                                            Texts.of("memory.map.none.how")));
                    case MapState.NoVectors(long entities) ->
                            Optional.of(
                                    new EmptyState(
                                            Feather.MAP,
                                            Texts.of("memory.map.noVectors"),
                                            Texts.count("memory.map.noVectors.how", entities),
                                            Buttons.plain(
                                                    Texts.of("memory.map.again"),
                                                    Feather.REFRESH_CW,
                                                    again)));
                    case MapState.Failed(String message) ->
                            Optional.of(
                                    new ErrorState(
                                            Texts.of("memory.map.failed"),
                                            message,
                                            Buttons.filled(
                                                    Texts.of("memory.map.again"),
                                                    Feather.REFRESH_CW,
                                                    again)));
                    case MapState.Drawn(MemoryMap map, _) -> {
                        show(map);
                        yield Optional.empty();
                    }
                };
        List<Node> shown = new ArrayList<>(List.of(view)); // always there, to keep the keyboard
        instead.ifPresent(shown::add);
        boolean drawn = state instanceof MapState.Drawn;
        foot.setVisible(drawn);
        foot.setManaged(drawn);
        if (!middle.getChildren().equals(shown)) {
            middle.getChildren().setAll(shown);
        }
    }

    private void show(MemoryMap map) {
        legend.getChildren().setAll(MapModel.legend(map).stream().map(this::entry).toList());
        int drawn = map.points().size();
        from.setText(
                drawn == map.entities()
                        ? Texts.of("memory.map.all", drawn, map.model())
                        : Texts.of(
                                map.entities() > MemoryMap.MAX_POINTS
                                        ? "memory.map.sample"
                                        : "memory.map.some",
                                drawn,
                                map.entities(),
                                map.model()));
    }

    private Node entry(MapModel.Legend one) {
        boolean hidden = model.hidden().get().contains(one.topic());
        String name = topics.of(one.topic());
        Button button =
                Buttons.plain(
                        Texts.of("memory.map.topic", name, one.points()),
                        () -> model.toggle(one.topic()));
        button.setGraphic(marks.mark(one.number()));
        button.getStyleClass().addAll("flat-text", "map-topic");
        button.pseudoClassStateChanged(HIDDEN, hidden);
        button.setAccessibleText(
                Texts.of(
                        hidden ? "memory.map.topic.hidden" : "memory.map.topic.shown",
                        name,
                        one.points()));
        return button;
    }
}
