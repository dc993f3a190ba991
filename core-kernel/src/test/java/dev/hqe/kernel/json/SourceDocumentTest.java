package dev.hqe.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SourceDocumentTest {

    @TempDir Path temp;

    private static int line(SourceDocument document, String pointer) {
        return document.lineOf(document.root().at(pointer));
    }

    private static void refuses(String text, String name, String message) {
        assertThatThrownBy(() -> SourceDocument.parse(text, name))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(message);
    }

    @Test
    void knowsTheLineOfEveryYamlValue() {
        SourceDocument document =
                SourceDocument.parse(
                        """
                        # a comment
                        text: x
                        number: 5
                        truth: true
                        list:
                          - one
                          - key: 1
                            other: 2
                        """,
                        "t.yaml");

        assertThat(line(document, "/text")).isEqualTo(2);
        assertThat(line(document, "/number")).isEqualTo(3);
        assertThat(line(document, "/truth")).isEqualTo(4);
        assertThat(line(document, "/list/0")).isEqualTo(6);
        assertThat(line(document, "/list/1")).isEqualTo(7);
        assertThat(line(document, "/list/1/other")).isEqualTo(8);
        assertThat(document.lineOf(Json.object())).isZero();
        assertThat(document.lineOf(null)).isZero();
    }

    @Test
    void knowsTheLineOfEveryJsonValue() {
        SourceDocument document =
                SourceDocument.parse("{\n\"a\": 1,\n\"b\":\n[true,\n{\"c\": null}]}", "t.json");

        assertThat(line(document, "/a")).isEqualTo(2);
        assertThat(line(document, "/b")).isEqualTo(4);
        assertThat(line(document, "/b/0")).isEqualTo(4);
        assertThat(line(document, "/b/1/c")).isEqualTo(5);
    }

    @Test
    void refusesWhatCouldBeReadInTwoWays() {
        refuses(
                "a: 1\na: 2\n",
                "t.yaml",
                "t.yaml:2: is not valid YAML: Duplicate Object property \"a\"");
        refuses(
                "{\"a\":1,\n\"a\":2}",
                "t.json",
                "t.json:2: is not valid JSON: Duplicate Object property \"a\"");
        refuses("a: &x 1\nb: *x\n", "t.yaml", "t.yaml:2: YAML aliases are not read; write it out");
        refuses(
                "a: 1\n---\nb: 2\n",
                "t.yml",
                "t.yml:3: is not valid YAML: there is more behind the end of the first value");
        refuses(
                "{} []",
                "t.json",
                "t.json:1: is not valid JSON: there is more behind the end of the first value");
    }

    @Test
    void aStarInATextIsNoAlias() {
        SourceDocument document = SourceDocument.parse("a: \"*x and 2 * 3\"\n", "t.yaml");

        assertThat(document.root().path("a").asString()).isEqualTo("*x and 2 * 3");
    }

    @Test
    void readsACharacterOfTwoHalvesAtEveryPlaceOfTheYamlReadersBuffer() {
        String rocket = "\uD83D\uDE80";
        for (int before = 1_000; before < 1_050; before++) {
            String text = "x".repeat(before) + rocket.repeat(1_000) + " * end";

            SourceDocument document = SourceDocument.parseYaml("a: " + text, "SKILL.md");

            assertThat(document.root().path("a").asString()).isEqualTo(text);
        }
    }

    @Test
    void saysWhereTheSyntaxEnds() {
        refuses(
                "a: [1, 2\nb: 3\n",
                "t.yaml",
                "t.yaml:2: is not valid YAML: while parsing a flow sequence: expected ',' or ']',"
                        + " but got :");
        refuses("", "t.json", "t.json: is empty");
        refuses("# nothing\n", "t.yaml", "t.yaml: is empty");
    }

    @Test
    void nestingHasALimitWhateverTheFormat() {
        for (String name : new String[] {"t.yaml", "t.json"}) {
            for (String text :
                    new String[] {"[".repeat(100_000), "[".repeat(201) + "]".repeat(201)}) {
                assertThatThrownBy(() -> SourceDocument.parse(text, name))
                        .isInstanceOf(InvalidDocumentException.class)
                        .hasMessageContaining("exceeds the maximum allowed (200");
            }
        }
    }

    @Test
    void tagsDoNotMakeObjects() {
        SourceDocument document =
                SourceDocument.parse("a: !!java.net.URL [\"http://127.0.0.1:1\"]\n", "t.yaml");

        assertThat(document.root()).hasToString("{\"a\":[\"http://127.0.0.1:1\"]}");
    }

    @Test
    void readsAFileWithTheMarkThatWindowsEditorsWrite() throws IOException {
        Path file = Files.writeString(temp.resolve("t.json"), "\uFEFF{\r\n\"a\": 1}\r\n");

        SourceDocument document = SourceDocument.read(file, "t.json");

        assertThat(document.root()).hasToString("{\"a\":1}");
        assertThat(line(document, "/a")).isEqualTo(2);
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path latin =
                Files.write(temp.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        Path large = temp.resolve("large.yaml");
        Files.writeString(large, "# " + "x".repeat(SourceDocument.MAX_BYTES));

        assertThatThrownBy(() -> SourceDocument.read(temp.resolve("no.yaml"), "no.yaml"))
                .hasMessage("no.yaml: there is no such file");
        assertThatThrownBy(() -> SourceDocument.read(temp, "dir.yaml"))
                .hasMessage("dir.yaml: is not a file");
        assertThatThrownBy(() -> SourceDocument.read(latin, "latin.yaml"))
                .hasMessage("latin.yaml: is not UTF-8 text");
        assertThatThrownBy(() -> SourceDocument.read(large, "large.yaml"))
                .hasMessage("large.yaml: is larger than 3145728 bytes, the limit");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/zero")
    void aDeviceIsNotRead() {
        assertThatThrownBy(() -> SourceDocument.read(Path.of("/dev/zero"), "zero.yaml"))
                .hasMessage("zero.yaml: is not a file");
    }

    @Test
    void problemsAreSortedByPlaceInTheMessageToo() {
        InvalidDocumentException e =
                new InvalidDocumentException(
                        List.of(
                                new Problem("b", 1, "x"),
                                new Problem("a", 10, "y"),
                                new Problem("a", 9, "z")),
                        null);

        assertThat(e).hasMessage("a:9: z\na:10: y\nb:1: x");
        assertThat(e.problems()).extracting(Problem::line).containsExactly(9, 10, 1);
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        List<String> names = List.of("finance", "health", "id");

        assertThat(Suggestion.among("finanse", names)).isEqualTo(" (did you mean 'finance'?)");
        assertThat(Suggestion.among("Health", names)).isEqualTo(" (did you mean 'health'?)");
        assertThat(Suggestion.among("fniance", names)).isEqualTo(" (did you mean 'finance'?)");
        assertThat(Suggestion.among("di", names)).isEqualTo(" (did you mean 'id'?)");
        assertThat(Suggestion.among("ie", names)).isEqualTo(" (did you mean 'id'?)");
        assertThat(Suggestion.among("weather", names)).isEmpty();
        assertThat(Suggestion.among("x".repeat(1000), names)).isEmpty();
        assertThat(Suggestion.among("a", List.of())).isEmpty();
    }
}
