package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "src/Main.java", "ünï 漢字 🙂", "a#bytes=1-2", "100%+1", "a?b&c=d:e"})
    void readsWhatItHasWritten(String id) {
        Citation citation = new Citation(new EntityId(id), Citation.Of.FIELDS, 120, 480);

        Citation read = Citation.parse(citation.toString());

        assertThat(read).isEqualTo(citation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hqe://documents/a",
                "hqe://documents/#bytes=1-2",
                "hqe://documents/a#bytes=2-1",
                "hqe://documents/a#bytes=1-99999999999",
                "hqe://documents/%00#bytes=1-2",
                "hqe://documents/%zz#bytes=1-2",
                "file:///etc/passwd#bytes=1-2"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Citation.parse(text))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("is not a citation such as");
    }

    @Test
    void doesNotRepeatALongText() {
        String text = "x".repeat(1_000_000);

        assertThatThrownBy(() -> Citation.parse(text))
                .isInstanceOf(MemoryException.class)
                .message()
                .hasSizeLessThan(300);
    }
}
