package dev.hqe.ui.internal;

import dev.hqe.mcp.oauth.DesktopBrowser;
import dev.hqe.mcp.oauth.OAuthException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The real desktop around a window.
public final class StageDesk implements Desk {

    private static final System.Logger LOG = System.getLogger(StageDesk.class.getName());

    private final Window owner;
    private Optional<Path> last = Optional.empty();

    public StageDesk(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("ingest.choose"));
        last.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        chosen.map(Path::getParent).ifPresent(parent -> last = Optional.of(parent));
        return chosen;
    }

    @Override
    public List<Path> chooseFiles() {
        FileChooser chooser = new FileChooser();
        last.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        List<File> files = chooser.showOpenMultipleDialog(owner);
        List<Path> chosen = files == null ? List.of() : files.stream().map(File::toPath).toList();
        chosen.stream().map(Path::getParent).findFirst().ifPresent(in -> last = Optional.of(in));
        return chosen;
    }

    @Override
    public Optional<Path> saveAs(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name);
        last.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public boolean browse(URI page) {
        try {
            new DesktopBrowser().open(page);
            return true;
        } catch (OAuthException e) {
            LOG.log(System.Logger.Level.DEBUG, "no browser", e);
            return false;
        }
    }

    @Override
    public void open(Path file) throws IOException {
        new ProcessBuilder(FileOpening.command(System.getProperty("os.name", ""), file))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
