package dev.hqe.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// What `hqe doctor` says of the data directory.
class HomeChecksTest {

    @TempDir private Path temp = Path.of("");

    private static Outcome outcome(Path home, String what) {
        return new HomeChecks(home)
                .all().stream()
                        .filter(check -> check.what().equals(what))
                        .findFirst()
                        .orElseThrow()
                        .run()
                        .outcome();
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aFileInThePlaceOfTheHomeIsMovedAwayAndNothingElse() throws Exception {
        Path file = Files.writeString(temp.resolve("home"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Outcome place = outcome(file, "home");
        Outcome privacy = outcome(file, "privacy");

        assertThat(place.text()).contains("is a file, and should be a directory", "mv '");
        assertThat(privacy).isInstanceOf(Outcome.Fine.class);
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aHomeThatOthersMayEnterIsIll() throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(outcome(temp, "privacy").text())
                .contains("others can look into the home (rwxr-xr-x)", "chmod 700");
    }
}
