package dev.hqe.shim;

import static java.net.StandardProtocolFamily.UNIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// Where a data directory and its door are.
class DoorPathsTest {

    private static final Greeting GREETING =
            new Greeting("status", new Build("1", "1"), 1, List.of());

    @TempDir private Path temp = Path.of("");

    @Test
    void findsThePlaceOfEachPlatform() throws Exception {
        Path user = temp.toAbsolutePath();
        Path data = user.resolve("data");

        assertThat(DoorPaths.locate(Map.of("HQE_HOME", data + "/../x"), "Linux", user))
                .isEqualTo(user.resolve("x"));
        assertThat(DoorPaths.locate(Map.of("HQE_HOME", " "), "Linux", user))
                .isEqualTo(user.resolve(".local/share/hqe-workbench"));
        assertThat(DoorPaths.locate(Map.of("XDG_DATA_HOME", data.toString()), "Linux", user))
                .isEqualTo(data.resolve("hqe-workbench"));
        assertThat(DoorPaths.locate(Map.of("XDG_DATA_HOME", "relative"), "Linux", user))
                .isEqualTo(user.resolve(".local/share/hqe-workbench"));
        assertThat(DoorPaths.locate(Map.of(), "Mac OS X", user))
                .isEqualTo(user.resolve("Library/Application Support/HQE Workbench"));
        assertThat(DoorPaths.locate(Map.of("HOME", data.toString()), "Linux", user))
                .isEqualTo(data.resolve(".local/share/hqe-workbench"));
        assertThat(DoorPaths.locate(Map.of("HOME", data.toString()), "Mac OS X", user))
                .isEqualTo(data.resolve("Library/Application Support/HQE Workbench"));
        assertThat(DoorPaths.locate(Map.of("HOME", "relative"), "Linux", user))
                .isEqualTo(user.resolve(".local/share/hqe-workbench"));
        assertThat(DoorPaths.locate(Map.of("HOME", data.toString()), "Windows 11", user))
                .isEqualTo(user.resolve("AppData/Local/HQE Workbench"));
        assertThat(DoorPaths.locate(Map.of("LOCALAPPDATA", data.toString()), "Windows 11", user))
                .isEqualTo(data.resolve("HQE Workbench"));
        assertThatThrownBy(() -> DoorPaths.locate(Map.of("HQE_HOME", "a\0b"), "Linux", user))
                .isInstanceOf(DoorException.class)
                .hasMessageStartingWith("HQE_HOME is not the name of a directory: ");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "there are no POSIX permissions")
    void letsOnlyTheOwnerIn() throws Exception {
        DoorPaths paths = new DoorPaths(temp.resolve("a/home"));

        paths.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.home())))
                .isEqualTo("rwx------");
    }

    @Test
    void listensElsewhereWhenTheNameIsTooLongForASocket() throws Exception {
        DoorPaths near = new DoorPaths(Path.of("/tmp/h"));
        DoorPaths far = new DoorPaths(temp.resolve("x".repeat(120)));
        far.create();

        Path chosen = far.chooseSocket();

        assertThat(near.socket()).isEqualTo(Path.of("/tmp/h/run/workbench.sock"));
        assertThat(chosen.toString().length()).isLessThan(100);
        assertThat(far.socket()).isEqualTo(chosen);
        far.discard(chosen);
        assertThat(chosen.getParent()).doesNotExist();
        assertThat(far.folder()).isEmptyDirectory();
    }

    @Test
    void clearsAwayWhatAKilledWorkbenchHadElsewhere() throws Exception {
        DoorPaths far = new DoorPaths(temp.resolve("x".repeat(120)));
        far.create();
        Path left = Files.writeString(far.chooseSocket(), "");

        Path next = far.chooseSocket();

        assertThat(left.getParent()).doesNotExist();
        assertThat(far.socket()).isEqualTo(next);
        far.discard(next);
    }

    @Test
    void removesWhatOtherKilledWorkbenchesHaveLeftElsewhere() throws Exception {
        Path deaf = socketOf("hqe-door-12345");
        ServerSocketChannel.open(UNIX).bind(UnixDomainSocketAddress.of(deaf)).close();
        Path heard = socketOf("hqe-door-1-2");
        Path mine =
                Files.createDirectory(
                        temp.resolve("hqe-door-" + ProcessHandle.current().pid() + "-3"));
        Path dead = Files.createDirectory(temp.resolve("hqe-door-999999999-4"));
        Path full = Files.createDirectory(temp.resolve("hqe-door-999999999-5"));
        Files.writeString(full.resolve("precious"), "");
        Path other = Files.createDirectory(temp.resolve("hqe-doormat"));
        try (ServerSocketChannel listening = ServerSocketChannel.open(UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(heard));

            FarSockets.sweep(temp, Files.getOwner(temp));
        }

        assertThat(deaf.getParent()).doesNotExist();
        assertThat(dead).doesNotExist();
        assertThat(heard).exists();
        assertThat(mine).exists();
        assertThat(full.resolve("precious")).exists();
        assertThat(other).exists();
    }

    private Path socketOf(String folder) throws IOException {
        return Files.createDirectory(temp.resolve(folder)).resolve("workbench.sock");
    }

    @Test
    void namesWhatIsInTheWayOfTheSocket() throws Exception {
        DoorPaths paths = new DoorPaths(temp);
        paths.create();
        Files.createDirectories(paths.socket().resolve("somebody's"));

        assertThatThrownBy(paths::chooseSocket)
                .isInstanceOf(DoorException.class)
                .hasMessageContaining(
                        "workbench.sock: is a directory, where the workbench's socket")
                .hasMessageContaining("mv '" + paths.socket() + "'");
        assertThat(paths.socket().resolve("somebody's")).exists();
    }

    @Test
    void saysWhatIsInThePlaceOfTheFolders() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        Files.writeString(temp.resolve("run"), "");

        assertThatThrownBy(() -> new Doorway(file, List.of()).enter(() -> GREETING))
                .isInstanceOf(DoorException.class)
                .hasMessageContaining("file: is a file, not a directory. Set HQE_HOME");
        assertThatThrownBy(() -> new Doorway(temp, List.of()).enter(() -> GREETING))
                .isInstanceOf(DoorException.class)
                .hasMessageContaining("run: is a file, not a directory. Move it away: mv '");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "symbolic links need a privilege")
    void findsTheSameSocketByAnyNameOfTheDirectory() throws Exception {
        Path home = temp.resolve("x".repeat(120));
        DoorPaths byItsName = new DoorPaths(home);
        byItsName.create();
        DoorPaths byAShortOne =
                new DoorPaths(Files.createSymbolicLink(temp.resolve("short"), home));

        Path chosen = byAShortOne.chooseSocket();

        assertThat(byItsName.socket()).isEqualTo(chosen);
        assertThat(byAShortOne.socket()).isEqualTo(chosen);
        byItsName.discard(chosen);
    }

    @Test
    void saysThatAFileIsInTheWay() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> new DoorPaths(file).create())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file");
    }
}
