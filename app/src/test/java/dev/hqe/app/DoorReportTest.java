package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.door.DoorReport;
import dev.hqe.app.door.DoorReport.Line;
import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.shim.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `hqe doctor` can say of the door.
class DoorReportTest {

    private static final Build OTHER = new Build("0.1", "another");

    @TempDir private Path work = Path.of("");

    private List<Line> lines(Build build, Optional<HomeOwner> holder) throws Exception {
        return new DoorReport(work.resolve("home"), build, holder).lines();
    }

    @Test
    void tellsWhoHoldsTheDataAndWhetherItAnswers() throws Exception {
        Build same = HqeProcess.installation().build();
        assertThat(lines(same, Optional.empty()))
                .containsExactly(
                        new Line("lock", true, "nobody holds the data", ""),
                        new Line("socket", true, "no workbench is running", ""));

        try (HeadlessProcess workbench = HeadlessProcess.start(work.resolve("home"))) {
            Optional<HomeOwner> holder = WorkbenchHome.holder(work.resolve("home"));
            List<Line> ours = lines(same, holder);
            List<Line> theirs = lines(OTHER, holder);

            assertThat(ours).allMatch(Line::fine).extracting(Line::what).contains("build");
            assertThat(ours.get(1).detail())
                    .isEqualTo(
                            "process "
                                    + workbench.pid()
                                    + " answers, 0 connected; it was started "
                                    + (ProgramUnderTest.hasCache() ? "from" : "without")
                                    + " its start cache");
            assertThat(theirs.getLast().detail()).contains("of another build").contains("another");
            assertThat(theirs.getLast().fix()).isEqualTo("hqe stop");
        }
    }

    @Test
    void tellsOfAHolderWithoutADoor() throws Exception {
        Line socket =
                lines(OTHER, Optional.of(new HomeOwner("process 4711, started long ago")))
                        .getLast();

        assertThat(socket.fine()).isFalse();
        assertThat(socket.detail()).contains("has no door");
        assertThat(socket.fix()).isEqualTo("kill 4711");
    }

    @Test
    void tellsOfACacheThatIsOlderThanItsProgram() throws Exception {
        Line none = DoorReport.shimCache(work);
        Path jar = Files.writeString(work.resolve("shim.jar"), "");
        Path cache = Files.writeString(work.resolve("shim.aot"), "");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(2_000));
        Files.setLastModifiedTime(cache, FileTime.fromMillis(1_000));
        Line old = DoorReport.shimCache(work);

        assertThat(none.fine()).isTrue();
        assertThat(old.fix()).isEqualTo("hqe --rebuild");
    }
}
