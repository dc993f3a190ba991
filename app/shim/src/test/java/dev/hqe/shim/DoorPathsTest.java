package dev.hqe.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// Where a data directory and its door are.
class DoorPathsTest {

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
