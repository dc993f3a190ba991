package dev.hqe.app.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TopicBuildTest {

    private static final TopicBuild BUILD =
            new TopicBuild(Path.of("target/hqe/lib/topic-build").toAbsolutePath(), "/usr/bin:/bin");

    @TempDir private Path temp = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void nameFolder() {
        folder = temp.resolve("weather").toAbsolutePath();
    }

    @Test
    void reportsTheErrorsOfTheJavaCompilerWithTheirLines() throws IOException {
        template(Language.JAVA);
        Path main = folder.resolve("src/Main.java");
        Files.writeString(
                main, Files.readString(main).replace("long texts = 0;", "long txts = 0;"));

        assertThatThrownBy(() -> BUILD.build(folder, text -> {}))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining(main + ":19: ")
                .hasMessageContaining("cannot find symbol");
    }

    @Test
    void saysWhatTheWasmCompilerDoesNotKnow() throws IOException {
        template(Language.JAVA);
        Path main = folder.resolve("src/Main.java");
        Files.writeString(
                main,
                Files.readString(main)
                        .replace(
                                "new Tools()",
                                "java.net.http.HttpClient.newHttpClient(); new Tools()"));

        assertThatThrownBy(() -> BUILD.build(folder, text -> {}))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("cannot become Wasm")
                .hasMessageContaining("java.net.http.HttpClient");
    }

    @Test
    void saysThatThereIsNothingToBuild() throws IOException {
        template(Language.JAVA);
        Files.delete(folder.resolve("src/Main.java"));

        assertThatThrownBy(() -> BUILD.build(folder, text -> {}))
                .hasMessageContaining("nothing to build, neither build.sh nor src/Main.java");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "build.sh needs a Unix shell")
    void runsTheScriptOfAFolderInIt() throws Exception {
        template(Language.C);
        Files.delete(folder.resolve("src/main.c"));
        Files.writeString(
                folder.resolve("build.sh"),
                "mkdir tools && echo made && echo x > tools/weather.wasm");
        StringBuilder said = new StringBuilder();

        var built = BUILD.build(folder, said::append);

        assertThat(built).containsExactly(new TopicBuild.Built("tools/weather.wasm", 2));
        assertThat(said.toString()).isEqualTo("made\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "build.sh needs a Unix shell")
    void saysThatAScriptHasFailedOrMadeNothing() throws IOException {
        template(Language.C);
        Files.delete(folder.resolve("src/main.c"));
        Path script = folder.resolve("build.sh");

        Files.writeString(script, "exit 3");
        assertThatThrownBy(() -> BUILD.build(folder, text -> {}))
                .hasMessageContaining("build.sh: ended with exit code 3");
        Files.writeString(script, "true");
        assertThatThrownBy(() -> BUILD.build(folder, text -> {}))
                .hasMessageContaining("the build has ended and there is no tools/weather.wasm");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "build.sh needs a Unix shell")
    void namesTheProgramThatIsMissingAndWhereItIsFrom() throws IOException {
        template(Language.RUST);
        TopicBuild withoutPrograms = new TopicBuild(BUILD.toolchain(), temp.toString());

        assertThatThrownBy(() -> withoutPrograms.build(folder, text -> {}))
                .hasMessageContaining("needs 'cargo', which is not there: install Rust");
    }

    private void template(Language language) {
        new TopicTemplate(new TopicId("weather"), language).writeTo(folder);
    }
}
