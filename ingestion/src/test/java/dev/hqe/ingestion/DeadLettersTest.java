package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.DeadLetters.Page;
import dev.hqe.ingestion.DeadLetters.Refusal;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    private static final TopicId CODE = new TopicId("code");
    private static final TopicId NOTES = new TopicId("notes");

    @TempDir Path home;
    private Workbench bench;
    private DeadLetters letters;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
        letters = bench.letters;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsOneLetterPerItemWithTheNewestReason() {
        letters.put(new Refusal(CODE, "/f", "a", "binary", "first"));
        letters.put(new Refusal(CODE, "/f", "a", "encoding", "second"));

        assertThat(letters.list(Filter.all(), 0, 10).items())
                .extracting(DeadLetter::item, DeadLetter::reason, DeadLetter::detail)
                .containsExactly(tuple("a", "encoding", "second"));
    }

    @Test
    void goesThroughAllLettersPageByPage() {
        for (int i = 0; i < 25; i++) {
            letters.put(new Refusal(CODE, "/f", "item " + i, "binary", ""));
        }

        List<String> seen = new ArrayList<>();
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            Page page = letters.list(Filter.all(), next.get(), 10);
            page.items().forEach(letter -> seen.add(letter.item()));
            next = page.next();
        }

        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("item 0")
                .endsWith("item 24");
    }

    @Test
    void countsAndListsByTopicSourceAndReason() {
        letters.putAll(
                List.of(
                        new Refusal(CODE, "/f", "a", "binary", ""),
                        new Refusal(CODE, "/f", "b", "invalid", ""),
                        new Refusal(CODE, "/g", "a", "binary", ""),
                        new Refusal(NOTES, "/f", "a", "binary", "")));

        assertThat(letters.count(Filter.all())).isEqualTo(4);
        assertThat(letters.count(Filter.all().topic(CODE))).isEqualTo(3);
        assertThat(letters.count(Filter.all().topic(CODE).source("/f").reason("binary")))
                .isEqualTo(1);
        assertThat(letters.countByReason(Filter.all().source("/f")))
                .isEqualTo(Map.of("binary", 2L, "invalid", 1L));
        assertThat(letters.list(Filter.all().topic(NOTES), 0, 10).items()).hasSize(1);
    }

    @Test
    void removesALetter() {
        letters.put(new Refusal(CODE, "/f", "a", "binary", ""));

        assertThat(letters.remove(CODE, "/f", "a")).isTrue();
        assertThat(letters.remove(CODE, "/f", "a")).isFalse();
        assertThat(letters.count(Filter.all())).isZero();
    }

    @Test
    void cutsLongDetailsAndRefusesBadReasons() {
        letters.put(new Refusal(CODE, "/f", "a", "binary", "x".repeat(5000)));

        assertThat(letters.list(Filter.all(), 0, 1).items().getFirst().detail())
                .hasSize(DeadLetters.MAX_DETAIL);
        assertThatThrownBy(() -> new Refusal(CODE, "/f", "a", "Too Large!", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Too Large!' is not a reason");
    }
}
