package io.questdb.jar.jni;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// What Lance calls to load its native library. The library of this name unpacks it into the
/// temporary folder at every start, and leaves it there when the process is killed: 180 MB each
/// time. Here it has been loaded before the first class of Lance is ([#load], called by
/// [dev.hqe.memory.store.VectorStores]), because a class whose initializer fails stays broken.
public interface JarJniLoader {

    /// Whether it is loaded.
    AtomicBoolean LOADED = new AtomicBoolean();

    /// Loads it.
    ///
    /// @param library an absolute path
    /// @throws UnsatisfiedLinkError if it is not there, damaged, or for another machine
    @SuppressWarnings("restricted") // the JVM is started with native access for all
    static void load(Path library) {
        System.load(library.toString());
        LOADED.set(true);
    }

    /// What Lance calls.
    ///
    /// @param caller a class of Lance
    /// @param folder where it is in the jar
    /// @param name of the library
    static <T> void loadLib(Class<T> caller, String folder, String name) {
        if (!LOADED.get()) {
            throw new UnsatisfiedLinkError(
                    name + " of " + caller.getName() + " was not loaded before it was needed");
        }
    }
}
