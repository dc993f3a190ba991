package io.questdb.jar.jni;

/// What Lance calls to load its native library. The library of this name unpacks it into the
/// temporary folder at every start, and leaves it there when the process is killed: 180 MB each
/// time. This one loads the file that was laid down before ([dev.hqe.memory.store.VectorStores]),
/// whose name it finds in a system property.
public interface JarJniLoader {

    /// The system property that names the file.
    String LIBRARY = "hqe.lance.library";

    /// Loads it.
    ///
    /// @param caller a class of Lance
    /// @param folder where it is in the jar
    /// @param name of the library
    @SuppressWarnings("restricted") // the JVM is started with native access for all
    static <T> void loadLib(Class<T> caller, String folder, String name) {
        String library = System.getProperty(LIBRARY);
        if (library == null) {
            throw new UnsatisfiedLinkError(
                    name + " of " + caller.getName() + " was not laid down before it was needed");
        }
        System.load(library);
    }
}
