package dev.hqe.shim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Where the door of a data directory is. All of it lies in a folder `run` that only its owner may
/// enter, which is what keeps others from the socket: not every system heeds a socket's own
/// permissions.
///
/// @param home the data directory
public record DoorPaths(Path home) {

    /// What fits into a socket's address on every system (104 bytes on macOS, with the end mark).
    private static final int MAX_SOCKET_BYTES = 100;

    private static final int MAX_LINK_CHARS = 1024;

    static final String SOCKET = "workbench.sock";

    /// How the folder of a socket begins that does not fit into the data directory.
    static final String FAR = "hqe-door-";

    /// The data directory of this process's user, by its environment.
    ///
    /// @throws DoorException if `HQE_HOME` is not the name of a directory
    public static Path ofThisUser() throws DoorException {
        return locate(
                System.getenv(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")));
    }

    /// The data directory for a user: `HQE_HOME` where it is set, else the platform's place for
    /// application data in the user's home directory, which is `HOME` but on Windows.
    ///
    /// @param environment the process environment
    /// @param osName the value of the system property `os.name`
    /// @param accountHome the home directory of the user's account, where the environment names
    ///   none
    /// @throws DoorException if `HQE_HOME` is not the name of a directory
    public static Path locate(Map<String, String> environment, String osName, Path accountHome)
            throws DoorException {
        String chosen = environment.getOrDefault("HQE_HOME", "");
        if (!chosen.isBlank()) {
            return path("HQE_HOME", chosen).toAbsolutePath().normalize();
        }
        if (osName.startsWith("Windows")) {
            return directoryOr(environment, "LOCALAPPDATA", accountHome.resolve("AppData/Local"))
                    .resolve("HQE Workbench");
        }
        Path userHome = directoryOr(environment, "HOME", accountHome);
        if (osName.startsWith("Mac")) {
            return userHome.resolve("Library/Application Support/HQE Workbench");
        }
        return directoryOr(environment, "XDG_DATA_HOME", userHome.resolve(".local/share"))
                .resolve("hqe-workbench");
    }

    private static Path directoryOr(Map<String, String> environment, String name, Path otherwise)
            throws DoorException {
        String value = environment.getOrDefault(name, "");
        Path directory = value.isBlank() ? otherwise : path(name, value);
        return directory.isAbsolute() ? directory : otherwise; // the XDG specification says so
    }

    private static Path path(String variable, String value) throws DoorException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new DoorException(
                    variable + " is not the name of a directory: " + e.getMessage());
        }
    }

    /// The folder of what lives as long as a process.
    public Path folder() {
        return home.resolve("run");
    }

    /// Held by whoever is starting a workbench, so that ten who want one start one.
    public Path startLock() {
        return folder().resolve("start.lock");
    }

    /// What a workbench prints that was started in the background.
    public Path log() {
        return logFolder().resolve("workbench.log");
    }

    /// The folder of logs.
    public Path logFolder() {
        return home.resolve("logs");
    }

    /// Where the running workbench listens, if there is one.
    public Path socket() throws IOException {
        Path near = near();
        if (fits(near)) {
            return near;
        }
        try {
            Path link = link();
            return Files.size(link) > MAX_LINK_CHARS ? near : Path.of(Files.readString(link));
        } catch (NoSuchFileException e) {
            return near;
        }
    }

    /// In the folder as it is really called, so that those who come to it by a shorter name, or a
    /// longer one, choose the same.
    private Path near() throws IOException {
        Path folder = folder();
        try {
            folder = folder.toRealPath();
        } catch (NoSuchFileException e) {
            // Nobody has listened there yet.
        }
        return folder.resolve(SOCKET);
    }

    /// Looks whether the data directory and the folder can be there.
    ///
    /// @throws DoorException if something else is in their place
    void requireFolders() throws DoorException {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new DoorException(
                    home
                            + ": is a file, not a directory. Set HQE_HOME to a directory you can"
                            + " write to.");
        }
        if (Files.exists(folder()) && !Files.isDirectory(folder())) {
            throw new DoorException(
                    folder() + ": is a file, not a directory. Move it away: mv " + moved(folder()));
        }
    }

    private static String moved(Path path) {
        return "'" + path + "' '" + path + ".old'";
    }

    /// Removes a socket, and what was made to hold it.
    ///
    /// @param socket as [#chooseSocket] or [#socket] gave it
    /// @throws DoorException if a folder is in its place that is not empty
    public void discard(Path socket) throws IOException {
        try {
            Files.deleteIfExists(socket);
        } catch (DirectoryNotEmptyException e) {
            throw new DoorException(
                    socket
                            + ": is a directory, where the workbench's socket belongs. Move it away:"
                            + " mv "
                            + moved(socket));
        }
        Path near = near();
        if (!fits(near) && !socket.equals(near)) {
            Path folder = socket.getParent();
            if (folder != null && String.valueOf(folder.getFileName()).startsWith(FAR)) {
                try {
                    Files.deleteIfExists(folder);
                } catch (DirectoryNotEmptyException e) {
                    // Somebody has put something there; it is not ours to remove.
                }
            }
            Files.deleteIfExists(link());
        }
    }

    /// The process that holds the data directory, ` (process N)`, as its lock file says; empty if
    /// that says nothing.
    String owner() {
        String owner = owner("workbench.lock");
        return owner.isEmpty() ? owner("workbench.db-lock") : owner;
    }

    private String owner(String lock) {
        try {
            String text = Files.readString(home.resolve(lock));
            int end = text.indexOf(',');
            return text.startsWith("process ") && end > 0
                    ? " (" + text.substring(0, end) + ")"
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /// Where the running workbench listens although its data directory has a long name.
    private Path link() {
        return folder().resolve("workbench.sock.path");
    }

    /// Where to listen: in the folder, or with a name that is too long for a socket in a private
    /// folder of its own, which is then found by way of the folder.
    public Path chooseSocket() throws IOException {
        Path near = near();
        if (fits(near)) {
            discard(near); // of a workbench that was killed
            return near;
        }
        discard(socket());
        Path far =
                Files.createTempDirectory(FAR + ProcessHandle.current().pid() + "-")
                        .resolve(SOCKET);
        Path fresh = folder().resolve("workbench.sock.path.new");
        Files.writeString(fresh, far.toString());
        Files.move(
                fresh, link(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return far;
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_BYTES;
    }

    /// Creates the data directory and the folder where they are missing, for their owner only.
    public void create() throws IOException {
        createPrivately(home);
        createPrivately(folder());
    }

    /// Creates a folder that only its owner may enter.
    public static void createPrivately(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + " is a file, not a directory", e);
        }
    }
}
