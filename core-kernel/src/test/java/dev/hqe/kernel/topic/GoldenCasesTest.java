package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.GoldenCase.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCasesTest {

    private static final String MANIFEST =
            """
            id: notes
            name: Notes
            version: 1.0.0
            capabilities:
              tools:
                - name: count
                  description: Counts.
                  wasm: tools/notes.wasm
                  input_schema: {type: object}
            permissions:
              entities: {read: [Note, audit.Finding]}
            data_schema:
              Note: note.json
            """;

    @TempDir private Path temp = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temp.resolve("notes"));
        write("topic.yaml", MANIFEST);
        write("tools/notes.wasm", "");
        write(
                "note.json",
                "{\"type\": \"object\", \"required\": [\"text\"],"
                        + " \"properties\": {\"text\": {\"type\": \"string\"}}}");
    }

    @Test
    void readsCallsWithTheirEntitiesAndWhatIsExpected() throws IOException {
        write(
                "tests/count.yaml",
                """
                # What counting does.
                - name: a note is counted
                  tool: count
                  arguments: {deep: true}
                  entities:
                    - {id: a, kind: Note, data: {text: one}}
                    - {id: b, kind: audit.Finding, data: {rule: r}}
                  expect: {words: 1.5}
                  tolerance: 0.1
                - name: nothing is an error
                  tool: count
                  error: no notes
                """);

        List<GoldenCase> cases = read();

        assertThat(cases)
                .extracting(GoldenCase::name)
                .containsExactly("a note is counted", "nothing is an error");
        assertThat(cases)
                .extracting(GoldenCase::place)
                .containsExactly("notes/tests/count.yaml:2", "notes/tests/count.yaml:10");
        assertThat(cases.getFirst().arguments()).hasToString("{\"deep\":true}");
        assertThat(cases.getFirst().entities())
                .extracting(entity -> entity.topicId() + "." + entity.kind() + " " + entity.id())
                .containsExactly("notes.Note a", "audit.Finding b");
        assertThat(cases.getFirst().expected())
                .isInstanceOfSatisfying(
                        Expected.Result.class,
                        result -> {
                            assertThat(result.part()).hasToString("{\"words\":1.5}");
                            assertThat(result.tolerance()).isEqualTo(0.1);
                        });
        assertThat(cases.getLast().arguments().isEmpty()).isTrue();
        assertThat(cases.getLast().expected()).isEqualTo(new Expected.Message("no notes"));
    }

    @Test
    void reportsEverythingThatIsWrongWithItsLine() throws IOException {
        write(
                "tests/a.yaml",
                """
                - name: a tool that there is not
                  tool: cuont
                  expect: {}
                - name: both ends
                  tool: count
                  expect: {}
                  error: x
                - name: no end
                  tool: count
                - name: entities
                  tool: count
                  entities:
                    - {id: a, kind: Note, data: {txt: one}}
                    - {id: b, kind: Nte, data: {}}
                    - {id: c, kind: other.Thing, data: {}}
                    - {id: a, kind: Note, data: {text: one}}
                  expect: {}
                """);
        write("tests/b.yml", "- {name: x, tool: count, expct: {}}\n");

        assertThat(problems())
                .containsExactly(
                        "notes/tests/a.yaml:2: 'cuont' is no tool of this Topic (did you mean 'count'?)",
                        "notes/tests/a.yaml:4: says expect and error; a call has one end",
                        "notes/tests/a.yaml:8: says neither expect nor error",
                        "notes/tests/a.yaml:13: as a Note, 'text' is missing",
                        "notes/tests/a.yaml:14: 'Nte' is no kind of this Topic (did you mean 'Note'?)",
                        "notes/tests/a.yaml:15: 'other.Thing' is no kind that permissions.entities.read has",
                        "notes/tests/a.yaml:16: there is an 'a' already",
                        "notes/tests/b.yml:1: /0: unknown field 'expct' (did you mean 'expect'?)");
    }

    @Test
    void aTopicWithoutTestsHasNoCases() {
        assertThat(read()).isEmpty();
    }

    @Test
    void readsNothingFromOutsideTheFolder() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside.yaml"), "[]");
        Files.createDirectories(folder.resolve("tests"));
        Files.createSymbolicLink(folder.resolve("tests/link.yaml"), outside);

        assertThat(problems())
                .containsExactly("notes/tests/link.yaml: is a link to a file outside the folder");
    }

    private List<GoldenCase> read() {
        return GoldenCases.read(TopicReader.read(folder, "notes"), "notes");
    }

    private List<String> problems() {
        InvalidDocumentException thrown =
                catchThrowableOfType(InvalidDocumentException.class, this::read);
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
