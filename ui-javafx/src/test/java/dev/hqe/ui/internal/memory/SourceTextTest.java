package dev.hqe.ui.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.Citation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    @Test
    void marksTheLinesThatAreCited() {
        String text = "one\ntwo\nthree\nfour";

        SourceText source = SourceText.of(text, citing(text, "two\nthree"), List.of());

        assertThat(source.lines())
                .extracting(SourceText.Line::cited)
                .containsExactly(false, true, true, false);
        assertThat(source.first()).isEqualTo(1);
    }

    @Test
    void countsBytesAndNotCharacters() {
        String text = "Ünïcodé 🙂\n— the gearbox whines —\nlast";

        SourceText source = SourceText.of(text, citing(text, "gearbox"), List.of());

        assertThat(source.lines())
                .extracting(SourceText.Line::cited)
                .containsExactly(false, true, false);
    }

    @Test
    void goesOnWithALongLineInTheNextRow() {
        String text = "x".repeat(1000) + "\nend";

        SourceText source = SourceText.of(text, citing(text, "end"), List.of());

        assertThat(source.lines()).extracting(SourceText.Line::number).containsExactly(1, 0, 0, 2);
        assertThat(source.first()).isEqualTo(3);
    }

    @Test
    void cutsNoCharacterInTwo() {
        String text = "x".repeat(SourceText.MAX_LINE - 1) + "🙂".repeat(3);

        SourceText source = SourceText.of(text, nothing(), List.of());

        assertThat(source.lines().get(1).text()).isEqualTo("🙂".repeat(3));
    }

    @Test
    void showsEmptyLinesAndATextOfNothing() {
        assertThat(SourceText.of("a\n\n", nothing(), List.of()).lines())
                .extracting(SourceText.Line::number)
                .containsExactly(1, 2);
        assertThat(SourceText.of("", nothing(), List.of()).lines()).hasSize(1);
    }

    @Test
    void knowsTheRowsAtWhichHitsBegin() {
        String text = "one\ntwo\nthree\nfour";

        SourceText source =
                SourceText.of(
                        text,
                        citing(text, "two"),
                        List.of(citing(text, "two"), citing(text, "our")));

        assertThat(source.hits()).containsExactly(1, 3);
    }

    @Test
    void stopsAtTheMostRows() {
        String text = "\n".repeat(SourceText.MAX_LINES + 10);

        SourceText source = SourceText.of(text, nothing(), List.of());

        assertThat(source.lines()).hasSize(SourceText.MAX_LINES);
        assertThat(source.cut()).isTrue();
    }

    private static Citation nothing() {
        return new Citation(new EntityId("e"), Citation.Of.TEXT, 0, 0);
    }

    private static Citation citing(String text, String part) {
        int from = bytes(text.substring(0, text.indexOf(part)));
        return new Citation(new EntityId("e"), Citation.Of.TEXT, from, from + bytes(part));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
