package dev.hqe.memory.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How each kind of text is taken apart. A word is a token here.
class ChunkerTest {

    private static final TokenCounter WORDS = new WordCounter(1000);

    @Test
    void keepsAShortTextWhole() {
        List<Chunk> chunks = chunks("  One two.\n\nThree.\n", TextFormat.PLAIN, 20);

        assertThat(chunks)
                .containsExactly(new Chunk(0, 2, 18, 1, 3, 0, List.of(), "One two.\n\nThree.", 3));
    }

    @Test
    void givesNothingForABlankText() {
        assertThat(chunks("", TextFormat.PLAIN, 20)).isEmpty();
        assertThat(chunks(" \n\t\f\r\n", TextFormat.MARKDOWN, 20)).isEmpty();
        assertThat(chunks("\n\n", TextFormat.CODE, 20)).isEmpty();
        assertThat(chunks("\n\n", TextFormat.TABLE, 20)).isEmpty();
    }

    @Test
    void partsProseBetweenParagraphsRatherThanWithin() {
        String text =
                "a b c d. e f g h.\n\ni j k l. m n o p.\n\nq r s t. u v w x. y z a b. c d e f.";

        List<Chunk> chunks = chunks(text, TextFormat.PLAIN, 20);

        assertThat(chunks)
                .extracting(Chunk::text)
                .containsExactly(
                        "a b c d. e f g h.\n\ni j k l. m n o p.",
                        "q r s t. u v w x. y z a b. c d e f.");
    }

    @Test
    void repeatsWholeSentencesWhereAParagraphGoesOn() {
        String text = "A b c d. E f. G h i j. K l. M n o p. Q r. S t u v. W x. Y z a b. C d.";

        List<Chunk> chunks = chunks(text, TextFormat.PLAIN, 16);

        assertThat(chunks.get(0).text()).endsWith("M n o p.");
        assertThat(chunks.get(1).text()).startsWith("Q r.");
        List<Chunk> overlapping =
                new Chunker(new ChunkSettings(16, 25, 25, 100), WORDS)
                        .chunk(text, TextFormat.PLAIN)
                        .chunks();
        assertThat(overlapping.get(1).text()).startsWith("M n o p. Q r.");
    }

    @Test
    void givesTheHeadingsAboveAsContext() {
        String text =
                """
                # Guide

                Some words about the guide that stand here before all else does begin.

                ## Install

                Get it from where it is and put it to where it shall be from now on.
                Then look whether it is there, and if it is not there begin once more at the top.

                Setext
                ------
                Last words of this text, which are many more than would fit with what is above.
                """;

        List<Chunk> chunks = chunks(text, TextFormat.MARKDOWN, 24);

        assertThat(chunks)
                .extracting(Chunk::context)
                .containsExactly(
                        List.of(), List.of("Guide"), List.of("Guide", "Install"), List.of("Guide"));
        assertThat(chunks.get(1).text()).startsWith("## Install\n\nGet it");
        assertThat(chunks.get(2).passage()).startsWith("Guide\nInstall\nThen look");
        assertThat(chunks.get(3).text()).startsWith("Setext\n------\nLast");
    }

    @Test
    void takesNoHashWithinAFenceForAHeading() {
        String text =
                """
                # Real

                ```sh
                # not a heading
                make all
                ```

                After it, words and words and words and words and words and words and words.
                """;

        List<Chunk> chunks = chunks(text, TextFormat.MARKDOWN, 16);

        assertThat(chunks.getFirst().text()).contains("```sh\n# not a heading\nmake all\n```");
        assertThat(chunks.getLast().context()).isEqualTo(List.of("Real"));
    }

    @Test
    void repeatsTheHeaderOfATable() {
        StringBuilder text = new StringBuilder("# T\n\n| name | value |\n|------|-------|\n");
        for (int i = 0; i < 20; i++) {
            text.append("| n").append(i).append(" | v").append(i).append(" |\n");
        }

        List<Chunk> chunks =
                new Chunker(new ChunkSettings(30, 0, 50, 100), WORDS)
                        .chunk(text.toString(), TextFormat.MARKDOWN)
                        .chunks();

        assertThat(chunks.subList(1, chunks.size()))
                .allSatisfy(chunk ->
                        assertThat(chunk.context()).containsExactly("T", "| name | value |"));
    }

    @Test
    void groupsRowsUnderTheirHeader() {
        StringBuilder text = new StringBuilder("id,name\r\n");
        for (int i = 0; i < 40; i++) {
            text.append(i).append(",\"two\nlines \"\"").append(i).append("\"\"\"\r\n");
        }

        List<Chunk> chunks = chunks(text.toString(), TextFormat.TABLE, 16);

        assertThat(chunks.getFirst().text()).startsWith("id,name\r\n0,\"two");
        assertThat(chunks.subList(1, chunks.size()))
                .allSatisfy(chunk -> {
                    assertThat(chunk.context()).containsExactly("id,name");
                    assertThat(chunk.text()).matches("(?s)\\d+,\"two\n.*\"\"\"");
                });
    }

    @Test
    void readsATableOfWhichAQuoteNeverCloses() {
        String text = "a,b\n1,\"open\n" + "2,x\n".repeat(100_000);

        List<Chunk> chunks = chunks(text, TextFormat.TABLE, 100);

        assertThat(chunks.getLast().text()).endsWith("2,x");
        assertThat(chunks.getLast().context()).containsExactly("a,b");
    }

    @Test
    void partsCodeBetweenDeclarations() {
        String text =
                """
                package a.b;

                import c.D;

                /// What it is.
                @Deprecated
                public final class Big {

                    private int x = 1;

                    /// First.
                    int first(int a) {
                        return a + x + 1 + 2 + 3 + 4;
                    }

                    /// Second.
                    int second(int b) {
                        return b + x + 5 + 6 + 7 + 8;
                    }
                }

                final class Small {}
                """;

        List<Chunk> chunks = chunks(text, TextFormat.CODE, 28);

        assertThat(chunks)
                .anySatisfy(chunk -> {
                    assertThat(chunk.text()).startsWith("/// Second.\n    int second(int b) {");
                    assertThat(chunk.context()).containsExactly("public final class Big {");
                });
        assertThat(chunks.getFirst().text()).startsWith("package a.b;\n\nimport c.D;");
    }

    @Test
    void partsPythonByIndentation() {
        String text =
                """
                import os

                class Shop:
                    def buy(self, a, b):
                        total = a + b + 1 + 2
                        return total

                    def sell(self, a, b):
                        total = a - b - 1 - 2
                        return total
                """;

        List<Chunk> chunks = chunks(text, TextFormat.CODE, 24);

        assertThat(chunks)
                .anySatisfy(chunk -> {
                    assertThat(chunk.text()).startsWith("def sell(self, a, b):");
                    assertThat(chunk.context()).containsExactly("class Shop:");
                });
    }

    @Test
    void countsPagesByFormFeeds() {
        String text = "One a b c d e f.\n\fTwo a b c d e f.\n\f\fFour a b c d e f.";

        List<Chunk> chunks = chunks(text, TextFormat.PLAIN, 16);

        assertThat(chunks).extracting(Chunk::page).containsExactly(1, 4);
        assertThat(chunks("no pages", TextFormat.PLAIN, 16).getFirst().page()).isZero();
    }

    @Test
    void saysWhatIsBeyondTheMostChunks() {
        Chunker chunker = new Chunker(new ChunkSettings(16, 0, 0, 2), WORDS);
        String text = "é ".repeat(100);

        ChunkedText chunked = chunker.chunk(text, TextFormat.PLAIN);

        assertThat(chunked.chunks()).hasSize(2);
        assertThat(chunked.bytes()).isEqualTo(300);
        assertThat(chunked.leftOut()).isEqualTo(300 - chunked.chunks().getLast().endByte() - 1);
    }

    @Test
    void choosesTheFormatByTheNameOrTheMediaType() {
        assertThat(TextFormat.of("docs/README.md")).isEqualTo(TextFormat.MARKDOWN);
        assertThat(TextFormat.of("C:\\a\\B.JAVA")).isEqualTo(TextFormat.CODE);
        assertThat(TextFormat.of("Makefile")).isEqualTo(TextFormat.CODE);
        assertThat(TextFormat.of("x/data.tsv")).isEqualTo(TextFormat.TABLE);
        assertThat(TextFormat.of("page.html")).isEqualTo(TextFormat.PLAIN);
        assertThat(TextFormat.of("java")).isEqualTo(TextFormat.PLAIN);
        assertThat(TextFormat.of("mail/1", "text/csv; charset=utf-8")).isEqualTo(TextFormat.TABLE);
        assertThat(TextFormat.of("mail/1", "text/x-python")).isEqualTo(TextFormat.CODE);
        assertThat(TextFormat.of("a.md", "text/plain")).isEqualTo(TextFormat.MARKDOWN);
    }

    private static List<Chunk> chunks(String text, TextFormat format, int tokens) {
        return new Chunker(new ChunkSettings(tokens, 0, 25, 10_000), WORDS)
                .chunk(text, format)
                .chunks();
    }
}
