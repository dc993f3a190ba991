package dev.hqe.ui.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/// Folders dropped anywhere on the window are added.
final class FolderDrop {

    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private final Region target;
    private final IngestModel ingest;
    private final Consumer<Path> add;

    FolderDrop(Region target, IngestModel ingest, Consumer<Path> add) {
        this.target = target;
        this.ingest = ingest;
        this.add = add;
        target.setOnDragOver(this::over);
        target.setOnDragExited(event -> target.pseudoClassStateChanged(DROP, false));
        target.setOnDragDropped(this::dropped);
    }

    private void over(DragEvent event) {
        if (folder(event.getDragboard()).isPresent() && ingest.ready()) {
            event.acceptTransferModes(TransferMode.COPY);
            target.pseudoClassStateChanged(DROP, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        target.pseudoClassStateChanged(DROP, false);
        Optional<Path> folder = folder(event.getDragboard());
        folder.ifPresent(add);
        event.setDropCompleted(folder.isPresent());
        event.consume();
    }

    private static Optional<Path> folder(Dragboard board) {
        return board.getFiles().size() == 1
                ? Optional.of(board.getFiles().getFirst().toPath()).filter(Files::isDirectory)
                : Optional.empty();
    }
}
