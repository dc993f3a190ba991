package dev.hqe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkbenchHomeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path temp;

    private String inChild(Path home) throws IOException, InterruptedException {
        try (ChildJvm child =
                ChildJvm.start(temp.resolve("tmp"), HomeHolder.class, home.toString())) {
            String said = child.out().readLine();
            assertThat(child.exitCode()).isZero();
            return said;
        }
    }

    @Test
    void createsTheDirectoryAndNamesItsPlaces() {
        Path directory = temp.resolve("a/b/home");

        try (WorkbenchHome home = WorkbenchHome.open(directory, NOW)) {
            assertThat(home.directory()).isDirectory();
            assertThat(home.database()).isEqualTo(directory.resolve("workbench.db"));
            assertThat(home.topics()).isEqualTo(directory.resolve("topics"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void onlyTheOwnerCanLookIntoIt() throws IOException {
        Path directory = temp.resolve("home");

        WorkbenchHome.open(directory, NOW).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondWorkbenchInTheSameProcessIsRefused() {
        try (WorkbenchHome home = WorkbenchHome.open(temp, NOW)) {
            assertThatThrownBy(() -> WorkbenchHome.open(home.directory().resolve("."), NOW))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("in use by another workbench (in this process)")
                    .hasMessageEndingWith(
                            "Stop that one (hqe stop), or set HQE_HOME to another directory.");
        }
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHoldsIt() throws Exception {
        try (WorkbenchHome home = WorkbenchHome.open(temp, NOW)) {
            assertThat(inChild(home.directory()))
                    .isEqualTo(
                            temp
                                    + ": in use by another workbench (process "
                                    + ProcessHandle.current().pid()
                                    + ", started 2026-11-22T10:00:00Z). Stop that one (hqe stop), or set"
                                    + " HQE_HOME to another directory.");
        }
    }

    @Test
    void aRefusedAttemptInTheSameProcessDoesNotLetOthersIn() throws Exception {
        try (WorkbenchHome home = WorkbenchHome.open(temp, NOW)) {
            assertThatThrownBy(() -> WorkbenchHome.open(home.directory(), NOW))
                    .isInstanceOf(HomeException.class);

            assertThat(inChild(home.directory())).contains("in use by another workbench");
        }
    }

    @Test
    void aKilledProcessLeavesNoLockBehind() throws Exception {
        try (ChildJvm child =
                ChildJvm.start(temp.resolve("tmp"), HomeHolder.class, temp.toString())) {
            assertThat(child.out().readLine()).startsWith("held ");
            assertThatThrownBy(() -> WorkbenchHome.open(temp, NOW))
                    .hasMessageContaining("started 1970-01-01T00:00:00Z");
            child.kill();
        }

        try (WorkbenchHome home = WorkbenchHome.open(temp, NOW)) {
            assertThat(home.directory()).isEqualTo(temp);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what is locked cannot be deleted there")
    void whoRemovesTheLockFileLetsNobodyIn() throws Exception {
        try (WorkbenchHome home = WorkbenchHome.open(temp, NOW)) {
            Files.delete(temp.resolve("workbench.lock"));

            String refused = inChild(home.directory());
            String again = inChild(home.directory());

            assertThat(refused)
                    .contains(
                            "in use by another workbench (process "
                                    + ProcessHandle.current().pid()
                                    + ", started 2026-11-22T10:00:00Z)");
            assertThat(again).isEqualTo(refused);
        }
        assertThat(inChild(temp)).isEqualTo("held " + temp);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what is locked cannot be deleted there")
    void aHolderIsFoundWithoutItsFirstLockFile() throws Exception {
        try (ChildJvm child =
                ChildJvm.start(temp.resolve("tmp"), HomeHolder.class, temp.toString())) {
            assertThat(child.out().readLine()).startsWith("held ");
            Files.delete(temp.resolve("workbench.lock"));

            Optional<HomeOwner> holder = WorkbenchHome.holder(temp);

            assertThat(holder.map(HomeOwner::words).orElse(""))
                    .endsWith("started 1970-01-01T00:00:00Z");
            child.kill();
        }
        assertThat(WorkbenchHome.holder(temp)).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void whatLiesInAHomeThatOthersMayEnterIsKeptFromThem() throws IOException {
        Path open = Files.createDirectory(temp.resolve("open"));
        Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "");
        Files.writeString(open.resolve("workbench.db"), "");
        Files.createDirectory(open.resolve("topics"));
        Files.createSymbolicLink(open.resolve("link"), elsewhere);
        for (Path path :
                List.of(open, elsewhere, open.resolve("workbench.db"), open.resolve("topics"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        WorkbenchHome.open(open, NOW).close();

        assertThat(modes(open))
                .containsEntry("workbench.db", "rwx------")
                .containsEntry("topics", "rwx------")
                .containsEntry("workbench.lock", "rw-------");
        assertThat(mode(open)).isEqualTo("rwxr-xr-x");
        assertThat(mode(elsewhere)).isEqualTo("rwxr-xr-x");
    }

    private static Map<String, String> modes(Path folder) throws IOException {
        Map<String, String> modes = new HashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                modes.put(String.valueOf(entry.getFileName()), mode(entry));
            }
        }
        return modes;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void canBeOpenedAgainAfterItWasClosed() {
        WorkbenchHome first = WorkbenchHome.open(temp, NOW);
        first.close();

        try (WorkbenchHome second = WorkbenchHome.open(temp, NOW)) {
            first.close();

            assertThatThrownBy(() -> WorkbenchHome.open(second.directory(), NOW))
                    .isInstanceOf(HomeException.class);
        }
    }

    @Test
    void aHomeBelowAFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> WorkbenchHome.open(file.resolve("home"), NOW))
                .isInstanceOf(HomeException.class)
                .hasMessage(
                        file.resolve("home")
                                + ": cannot be created. Set HQE_HOME to a directory you can write"
                                + " to.");
        assertThatThrownBy(() -> WorkbenchHome.open(file, NOW))
                .hasMessage(
                        file
                                + ": is a file, not a directory. Set HQE_HOME to a directory you"
                                + " can write to.");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc, where root cannot write")
    void aDirectoryThatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> WorkbenchHome.open(Path.of("/proc/self"), NOW))
                .isInstanceOf(HomeException.class)
                .hasMessage(
                        "/proc/self: cannot write workbench.lock. Set HQE_HOME to a directory you"
                                + " can write to.");
    }
}
