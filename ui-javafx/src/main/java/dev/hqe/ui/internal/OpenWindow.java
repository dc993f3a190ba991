package dev.hqe.ui.internal;

import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.entities.EntitiesModel;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// A stage with the shell in it. For the JavaFX thread.
public final class OpenWindow {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final Stage stage;

    private OpenWindow(Stage stage) {
        this.stage = stage;
    }

    /// Builds the window and shows it: in the system's light or dark, and following it there.
    /// Closing it cancels an ingest that it started.
    ///
    /// @param onClosed is run once when it has been closed
    public static OpenWindow open(WindowParts parts, FxDispatcher dispatcher, Runnable onClosed) {
        Faces.load();
        Stage stage = new Stage();
        ShellModel model = new ShellModel(parts, dispatcher);
        ChangeListener<ColorScheme> follow =
                (property, before, now) -> model.theme().set(themeOf(now));
        var scheme = Platform.getPreferences().colorSchemeProperty();
        model.theme().set(themeOf(scheme.get()));
        scheme.addListener(follow);
        Shell shell =
                new Shell(model, dispatcher, new StageDesk(stage), EntitiesModel.Delays.USUAL);
        Scene scene = new Scene(shell, WIDTH, HEIGHT);
        shell.dress(scene);
        stage.setTitle(Texts.of("window.name"));
        stage.setScene(scene);
        stage.setMinWidth(Shell.MIN_WIDTH);
        stage.setMinHeight(Shell.MIN_HEIGHT);
        stage.setOnHidden(event -> {
            scheme.removeListener(follow);
            model.ingest().cancel();
            onClosed.run();
        });
        stage.show();
        return new OpenWindow(stage);
    }

    private static Theme themeOf(ColorScheme scheme) {
        return scheme == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
    }

    /// The scene that is shown.
    public Scene scene() {
        return stage.getScene();
    }

    public void toFront() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    public void close() {
        stage.hide();
    }
}
