package dev.hqe.kernel.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/// The native part of SQLite. As it comes it is unpacked into the temporary folder, compared and
/// deleted by each process; a process with the system property `org.sqlite.lib.path` takes it from
/// that folder, if it is there.
public final class SqliteLibrary {

    private SqliteLibrary() {}

    /// Lays it into a folder, in the place of another one that is there.
    ///
    /// @return whether there is one for this machine
    public static boolean unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (library == null) {
                return false;
            }
            Files.createDirectories(folder);
            Path fresh = folder.resolve(name + ".new"); // the one that is there may be in use
            Files.copy(library, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return true;
        }
    }
}
