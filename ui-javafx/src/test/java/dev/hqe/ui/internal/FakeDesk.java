package dev.hqe.ui.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A desk where the person always chooses the same folder. What is copied, shown in the browser and
/// opened is noted.
record FakeDesk(Optional<Path> choice, List<String> copied, List<URI> browsed, List<Path> opened)
        implements Desk {

    FakeDesk(Optional<Path> choice) {
        this(choice, new ArrayList<>(), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }

    @Override
    public Optional<Path> chooseFolder() {
        return choice;
    }

    @Override
    public List<Path> chooseFiles() {
        return choice.stream().toList();
    }

    @Override
    public Optional<Path> saveAs(String name) {
        return choice.map(folder -> folder.resolve(name));
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    @Override
    public boolean browse(URI page) {
        browsed.add(page);
        return true;
    }

    @Override
    public void open(Path file) {
        opened.add(file);
    }
}
