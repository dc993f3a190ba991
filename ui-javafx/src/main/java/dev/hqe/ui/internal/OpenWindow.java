package dev.hqe.ui.internal;

import dev.hqe.mcp.Registration;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.approvals.Asked;
import dev.hqe.ui.internal.approvals.WindowApprover;
import dev.hqe.ui.internal.entities.EntitiesModel;
import java.nio.file.Path;
import java.time.Duration;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// A stage with the shell in it. For the JavaFX thread.
public final class OpenWindow {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final Stage stage;
    private final IngestModel ingest;

    private OpenWindow(Stage stage, IngestModel ingest) {
        this.stage = stage;
        this.ingest = ingest;
    }

    /// Builds the window and shows it: in the system's light or dark, and following it there. While
    /// a folder is being read, a person who closes it is asked first. Closing cancels the ingest.
    /// Calls that need a person's word are asked about here for as long as it is open.
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
        Scene scene = new Scene(shell);
        shell.dress(scene);
        stage.setTitle(Texts.of("window.name"));
        stage.setScene(scene);
        place(stage, Screen.getPrimary().getVisualBounds());
        CloseQuestion question = new CloseQuestion(stage, model.ingest());
        stage.setOnCloseRequest(event -> {
            if (question.needed()) {
                event.consume();
                question.ask();
            }
        });
        WindowApprover approver = new WindowApprover(model.approvals(), dispatcher);
        Registration asking = parts.approvals().register(approver);
        callToQuestions(stage, model);
        stage.setOnHidden(event -> {
            asking.close();
            approver.close();
            scheme.removeListener(follow);
            model.ingest().cancel();
            onClosed.run();
        });
        stage.show();
        approver.open();
        return new OpenWindow(stage, model.ingest());
    }

    /// A question brings the window in sight, and leaves the keyboard where it is.
    private static void callToQuestions(Stage stage, ShellModel model) {
        model.approvals()
                .waiting()
                .addListener(
                        (ListChangeListener<Asked>)
                                change -> {
                                    boolean more = false;
                                    while (change.next()) {
                                        more |= change.wasAdded();
                                    }
                                    if (more && !stage.isFocused()) {
                                        stage.setIconified(false);
                                        stage.toFront();
                                    }
                                });
    }

    private static void place(Stage stage, Rectangle2D screen) {
        Rectangle2D bounds = within(screen);
        stage.setX(bounds.getMinX());
        stage.setY(bounds.getMinY());
        stage.setWidth(bounds.getWidth());
        stage.setHeight(bounds.getHeight());
        stage.setMinWidth(Math.min(Shell.MIN_WIDTH, bounds.getWidth()));
        stage.setMinHeight(Math.min(Shell.MIN_HEIGHT, bounds.getHeight()));
    }

    /// Where a new window stands: in the middle, and never larger than the screen's free part.
    static Rectangle2D within(Rectangle2D screen) {
        double width = Math.min(WIDTH, screen.getWidth());
        double height = Math.min(HEIGHT, screen.getHeight());
        return new Rectangle2D(
                screen.getMinX() + (screen.getWidth() - width) / 2,
                screen.getMinY() + (screen.getHeight() - height) / 2,
                width,
                height);
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

    /// Adds a folder.
    ///
    /// @return whether it is being read now
    public boolean add(Path folder) {
        return ingest.add(folder);
    }

    /// Asks a folder that is being read to stop. From any thread.
    public void stopIngest() {
        ingest.stop();
    }

    /// Closes without asking.
    public void close() {
        stage.hide();
    }

    /// Waits until no folder is being read any more. From any thread but the JavaFX thread.
    ///
    /// @return whether that was so in time
    public boolean awaitIngest(Duration atMost) throws InterruptedException {
        return ingest.awaitEnd(atMost);
    }
}
