package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.ProgramInspection.Findings;
import dev.hqe.kernel.topic.ProgramInspection.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicPreviewTest {

    private static final ProgramInspection ASKS_FOR_TIME =
            program ->
                    new Findings(
                            List.of(new Need("clock", "env now", "clock: true")),
                            List.of(),
                            List.of());

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void makeProgram() throws IOException {
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/a.wasm"), "");
    }

    @Test
    void showsTheCardOfAFolderThatNobodyHasGranted() throws IOException {
        manifest("tools/a.wasm", "permissions: {clock: true}");

        TopicPreview preview = TopicPreview.of(folder, "a", ASKS_FOR_TIME);

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.card().items())
                .extracting(Permissions.Item::words)
                .containsExactly("know the time");
        assertThat(preview.card().digest()).hasSize(64);
    }

    @Test
    void saysWhatAProgramImportsThatTheManifestDoesNotDeclare() throws IOException {
        manifest("tools/a.wasm", "");

        TopicPreview preview = TopicPreview.of(folder, "a", ASKS_FOR_TIME);

        assertThat(preview.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "a/tools/a.wasm: imports env now, which needs a permission that topic.yaml"
                                + " does not name. Add below permissions: clock: true");
    }

    @Test
    void warnsOfWhatALanguageMayImportByItself() throws IOException {
        manifest("tools/a.wasm", "");
        Need time = new Need("clock", "wasi clock_time_get", "clock: true");

        TopicPreview preview =
                TopicPreview.of(
                        folder, "a", program -> new Findings(List.of(), List.of(time), List.of()));

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.card().warnings())
                .containsExactly(
                        "Its program tools/a.wasm imports wasi clock_time_get, as some languages"
                                + " always do. topic.yaml does not ask for it, so a run that calls"
                                + " it is stopped; what permits it is clock: true.");
    }

    @Test
    void saysThatAProgramLiesWhereItWouldNotBeCopiedFrom() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/a.wasm"), "");
        manifest("src/a.wasm", "");

        TopicPreview preview = TopicPreview.of(folder, "a", ProgramInspection.NONE);

        assertThat(preview.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("a/src/a.wasm: lies where nothing that runs may lie");
    }

    private void manifest(String wasm, String more) throws IOException {
        Files.writeString(
                folder.resolve("topic.yaml"),
                """
                id: a
                name: A
                version: 1.0.0
                capabilities:
                  tools:
                    - {name: t, description: Does., wasm: %s, input_schema: {type: object}}
                %s
                """
                        .formatted(wasm, more));
    }
}
