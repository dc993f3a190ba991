package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOpeningTest {

    @ParameterizedTest
    @ValueSource(strings = {"msa.md", "REPORT.PDF", "Main.java", "table.csv"})
    void opensWhatIsOnlyShown(String name) {
        assertThat(FileOpening.isShown(Path.of(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.js",
                "setup.exe",
                "x.bat",
                "a.command",
                "a.desktop",
                "tool.py",
                "x.sh",
                "macro.docm",
                "page.html",
                "archive.jar",
                "README",
                ".md",
                "a.md.lnk"
            })
    void showsTheFolderOfWhatADesktopMightRun(String name) {
        Path file = Path.of("folder", name).toAbsolutePath();

        assertThat(FileOpening.command("Linux", file))
                .containsExactly("xdg-open", String.valueOf(file.getParent()));
    }

    @Test
    void asksEachDesktopInItsOwnWay() {
        Path file = Path.of("folder", "-a b.md").toAbsolutePath();

        assertThat(FileOpening.command("Linux", file)).containsExactly("xdg-open", file.toString());
        assertThat(FileOpening.command("Mac OS X", file)).containsExactly("open", file.toString());
        assertThat(FileOpening.command("Windows 11", file))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", file.toString());
    }
}
