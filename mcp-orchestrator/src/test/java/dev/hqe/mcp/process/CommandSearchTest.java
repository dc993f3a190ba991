package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandSearchTest {

    @TempDir Path directory;

    @Test
    void takesTheFirstOnThePath() throws Exception {
        Path first = program("one/tool");
        program("two/tool");

        Path found = find("tool", Platform.POSIX, "", "missing", "one", "two");

        assertThat(found).isEqualTo(first);
    }

    @Test
    void onWindowsTheNameMayLackItsEnding() throws Exception {
        Path script = program("bin/npx.cmd");

        assertThat(find("npx", Platform.WINDOWS, "bin")).isEqualTo(script);
        assertThat(find("npx.cmd", Platform.WINDOWS, "bin")).isEqualTo(script);
        assertThat(find("bin/npx", Platform.WINDOWS)).isEqualTo(script);
    }

    @Test
    void pathsStartAtTheWorkingDirectory() throws Exception {
        Path program = program("bin/tool");

        assertThat(find("./bin/tool", Platform.POSIX)).isEqualTo(program);
        assertThat(find(program.toString(), Platform.POSIX)).isEqualTo(program);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "every file is executable there")
    void saysWhatIsWrongWithAFile() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "hello");

        assertThatThrownBy(() -> find("./text", Platform.POSIX))
                .hasMessageStartingWith(text + " is not executable: run chmod +x");
        assertThatThrownBy(() -> find(directory.toString(), Platform.POSIX))
                .hasMessageStartingWith(directory + " is a directory: ");
    }

    @Test
    void asksWhetherANearNameWasMeant() {
        assertThatThrownBy(() -> find("npxx", Platform.POSIX, "bin"))
                .hasMessage(
                        "npxx is not on the PATH (did you mean 'npx'?): install it, or give the"
                                + " full path");
    }

    private Path find(String command, Platform platform, String... folders) {
        StringBuilder path = new StringBuilder();
        for (String folder : folders) {
            path.append(folder.isEmpty() ? "" : directory.resolve(folder));
            path.append(File.pathSeparator);
        }
        return CommandSearch.find(
                ServerCommand.of(command).in(directory), Map.of("PATH", path.toString()), platform);
    }

    private Path program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
