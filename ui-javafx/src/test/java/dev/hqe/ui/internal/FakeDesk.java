package dev.hqe.ui.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A desk where the person always chooses the same folder.
record FakeDesk(Optional<Path> choice, List<String> copied) implements Desk {

    FakeDesk(Optional<Path> choice) {
        this(choice, new ArrayList<>());
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
}
