package dev.hqe.ui.internal;

import dev.hqe.mcp.Registration;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.approvals.Asked;
import dev.hqe.ui.internal.approvals.WindowApprover;
import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.kept.WindowState;
import dev.hqe.ui.internal.page.Delays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
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

    /// How much of a remembered window must be on a screen for it to open there again.
    private static final double IN_SIGHT = 200;

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
    /// @param kept what the last window remembered; this one goes on remembering in it
    /// @param onClosed is run once when it has been closed
    public static OpenWindow open(
            WindowParts parts, FxDispatcher dispatcher, Kept kept, Runnable onClosed) {
        Faces.load();
        Stage stage = new Stage();
        ShellModel model = new ShellModel(parts, dispatcher, kept);
        ChangeListener<ColorScheme> follow =
                (property, before, now) -> model.systemTheme(themeOf(now));
        var scheme = Platform.getPreferences().colorSchemeProperty();
        model.systemTheme(themeOf(scheme.get()));
        scheme.addListener(follow);
        kept.systemMotion(!Platform.getPreferences().isReducedMotion());
        Shell shell = new Shell(model, dispatcher, new StageDesk(stage), Delays.USUAL);
        Scene scene = new Scene(shell);
        shell.dress(scene);
        stage.setTitle(Texts.of("window.name"));
        stage.setScene(scene);
        place(stage, kept);
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
            shell.closed();
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

    private static void place(Stage stage, Kept kept) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Optional<WindowState.Bounds> last = kept.state().bounds();
        Rectangle2D bounds =
                last.map(OpenWindow::rectangle)
                        .filter(OpenWindow::isInSight)
                        .orElseGet(() -> within(screen));
        stage.setMaximized(last.filter(WindowState.Bounds::maximized).isPresent());
        InvalidationListener moved = observable -> remember(stage, kept);
        List.of(
                        stage.xProperty(),
                        stage.yProperty(),
                        stage.widthProperty(),
                        stage.heightProperty(),
                        stage.maximizedProperty())
                .forEach(property -> property.addListener(moved));
        stage.setX(bounds.getMinX());
        stage.setY(bounds.getMinY());
        stage.setWidth(bounds.getWidth());
        stage.setHeight(bounds.getHeight());
        stage.setMinWidth(Math.min(Shell.MIN_WIDTH, bounds.getWidth()));
        stage.setMinHeight(Math.min(Shell.MIN_HEIGHT, bounds.getHeight()));
    }

    private static Rectangle2D rectangle(WindowState.Bounds bounds) {
        return new Rectangle2D(bounds.x(), bounds.y(), bounds.width(), bounds.height());
    }

    /// A screen may have gone since.
    private static boolean isInSight(Rectangle2D bounds) {
        return Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> isInSight(bounds, screen));
    }

    /// Whether enough of it is on the screen, with its upper edge, by which it is moved.
    static boolean isInSight(Rectangle2D bounds, Rectangle2D screen) {
        double width =
                Math.min(bounds.getMaxX(), screen.getMaxX())
                        - Math.max(bounds.getMinX(), screen.getMinX());
        return width >= Math.min(IN_SIGHT, bounds.getWidth())
                && bounds.getMinY() >= screen.getMinY() - 1
                && bounds.getMinY() <= screen.getMaxY() - IN_SIGHT
                && bounds.getWidth() <= screen.getWidth()
                && bounds.getHeight() <= screen.getHeight();
    }

    /// What a maximized window was before stays what it was.
    private static void remember(Stage stage, Kept kept) {
        if (!stage.isShowing() || stage.isIconified()) {
            return;
        }
        kept.change(state -> {
            Optional<WindowState.Bounds> before = state.bounds();
            if (stage.isMaximized() && before.isPresent()) {
                WindowState.Bounds b = before.get();
                return state.bounds(
                        new WindowState.Bounds(b.x(), b.y(), b.width(), b.height(), true));
            }
            return state.bounds(
                    new WindowState.Bounds(
                            stage.getX(),
                            stage.getY(),
                            stage.getWidth(),
                            stage.getHeight(),
                            stage.isMaximized()));
        });
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
