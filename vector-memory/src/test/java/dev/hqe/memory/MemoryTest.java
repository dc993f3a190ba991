package dev.hqe.memory;

import static dev.hqe.memory.OpenMemory.CARS;
import static dev.hqe.memory.OpenMemory.HEALTH;
import static dev.hqe.memory.OpenMemory.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.MemoryQuery.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MemoryTest {

    private static final String ENGINE = "The engine needs oil.\n\nBrakes need checking — naïvely.";

    @TempDir private Path folder = Path.of("");
    private final ModelsInRam models = new ModelsInRam("words-1");
    private OpenMemory open;

    @BeforeEach
    void open() {
        open = OpenMemory.started(folder, models);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void citesTheVeryBytesThatWereFound() {
        open.put("manual", "Ünïcodé first 🙂.\n\nThe gearbox whines — loudly.\n\nLast.");

        MemoryHit hit = open.hits(MemoryQuery.of("gearbox").mode(Mode.WORDS)).getFirst();

        assertThat(hit.passage().text()).isEqualTo("The gearbox whines — loudly.");
        assertThat(open.cited(hit.cited())).isEqualTo(hit.passage().text());
        assertThat(hit.passage().startLine()).isEqualTo(3);
        assertThat(hit.cited()).hasToString("hqe://documents/manual#bytes=24-54");
        assertThat(hit.topic()).isEqualTo(CARS);
        assertThat(hit.title()).isEqualTo("manual");
    }

    @Test
    void anEditIsVisibleToTheNextSearch() {
        open.put("a", "The gearbox whines.");
        assertThat(open.found("gearbox")).containsExactly("a");

        open.put("a", "The clutch slips.");

        assertThat(open.hits(MemoryQuery.of("gearbox").mode(Mode.WORDS))).isEmpty();
        assertThat(open.hits(MemoryQuery.of("clutch").mode(Mode.WORDS)))
                .extracting(hit -> hit.passage().text())
                .containsExactly("The clutch slips.");
    }

    @Test
    void aDeletedEntityIsNotFoundByTheNextSearch() {
        open.put("a", "The gearbox whines.");
        open.put("b", "The gearbox is new.");
        open.awaitVectors();

        open.entities.delete(new EntityId("a"));

        assertThat(open.found("gearbox")).containsExactly("b");
        assertThat(open.found(MemoryQuery.of("gearbox whines").mode(Mode.VECTORS)))
                .containsExactly("b");
    }

    @Test
    void showsNothingOfAChangedEntityWhileNobodyCutsIt() {
        open.put("a", "The gearbox whines.");
        assertThat(open.found("gearbox")).containsExactly("a");
        open.memory.close();

        open.put("a", "The gearbox hums.");
        open.put("b", "The gearbox is new.");

        MemoryAnswer answer = open.memory.search(MemoryQuery.of("gearbox").mode(Mode.WORDS));
        assertThat(answer.hits()).isEmpty();
        assertThat(answer.notes()).singleElement().asString().contains("2 entities are not read");
    }

    @Test
    void whatWasWrittenWithoutMemoryIsFoundAfterTheNextStart() {
        open.memory.close();
        open.put("a", "The gearbox whines.");
        open.put("b", "The clutch slips.");
        open.entities.delete(new EntityId("b"));

        reopen();

        assertThat(open.found("gearbox")).containsExactly("a");
        assertThat(open.memory.state().chunks()).isEqualTo(1);
    }

    @Test
    void findsByMeaningWhatHasOtherWords() {
        open.put("a", "An automobile.");
        open.put("b", "A banana.");
        open.awaitVectors();

        List<MemoryHit> hits = open.hits(MemoryQuery.of("car"));

        MemoryHit first = hits.getFirst();
        assertThat(first.entity().value()).isEqualTo("a");
        assertThat(first.scores().wordsRank()).isEmpty();
        assertThat(first.scores().vectorRank()).hasValue(1);
        assertThat(first.scores().fused()).isEqualTo(1.0 / 61);
    }

    @Test
    void whatBothSidesFindComesFirst() {
        open.put("both", "car repair manual");
        open.put("meaning", "automobile repair guide");
        open.awaitVectors();

        MemoryHit first = open.hits(MemoryQuery.of("car repair")).getFirst();

        assertThat(first.entity().value()).isEqualTo("both");
        assertThat(first.scores().fused()).isEqualTo(2.0 / 61);
        assertThat(first.scores().bm25()).isPresent();
        assertThat(first.scores().cosine()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"\"",
                "*",
                "gearbox*",
                "NEAR(gearbox, 5)",
                "gearbox AND",
                "OR",
                "^gearbox",
                "title:gearbox",
                "gearbox)",
                "(gearbox",
                "-gearbox",
                "{gearbox}",
                "gearbox\u0000",
                "\u0000",
                "' OR 1=1 --",
                "",
                " ",
                "\uD83D",
                "the of and",
                "漢字",
                "gearbox + \"clutch"
            })
    void noQueryIsReadAsALanguage(String query) {
        open.put("a", "The gearbox whines.");
        open.awaitVectors();

        List<String> words = open.found(MemoryQuery.of(query).mode(Mode.WORDS));
        open.found(query);

        assertThat(words.equals(List.of("a")))
                .isEqualTo(query.contains("gearbox") || query.contains("the"));
    }

    @Test
    void refusesAQueryOfAHundredKilobytes() {
        String query = "gearbox ".repeat(12_500);

        assertThatThrownBy(() -> MemoryQuery.of(query))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("100000 characters; the limit is 8000");
    }

    @Test
    void aPhraseMustBeThere() {
        open.put("apart", "oil the engine");
        open.put("together", "engine oil is black");
        open.awaitVectors();

        assertThat(open.found("engine oil")).containsExactlyInAnyOrder("apart", "together");
        assertThat(open.found("\"engine oil\"")).containsExactly("together");
        assertThat(open.found("\"engine oil\" the")).containsExactly("together");
    }

    @Test
    void findsAWordInAnotherForm() {
        open.put("a", "Measured velocities.");

        assertThat(open.found(MemoryQuery.of("velocity measurement").mode(Mode.WORDS)))
                .containsExactly("a");
    }

    @Test
    void aScopeIsNeverWidenedByWhatIsAskedForBehindIt() {
        open.entities.put(document(HEALTH, "h", "Health", "aspirin for the heart"));
        open.entities.put(document(CARS, "c", "Cars", "aspirin in the glove compartment"));
        open.awaitVectors();
        MemoryQuery scoped = MemoryQuery.of("aspirin").topics(List.of(CARS));

        assertThat(open.found(scoped)).containsExactly("c");
        assertThat(open.found(scoped.topics(List.of(CARS, HEALTH)))).containsExactly("c");
        assertThat(open.found(scoped.topics(List.of(HEALTH)))).isEmpty();
        assertThat(open.found(scoped.among(EntityQuery.all().topic(HEALTH)))).isEmpty();
        assertThat(open.found(MemoryQuery.of("aspirin").topics(List.of()))).isEmpty();
    }

    @Test
    void narrowsByKindTimeAndData() {
        open.put("a", "gearbox");
        open.entities.put(
                new Entity(
                        new EntityId("b"),
                        CARS,
                        new Kind("Note"),
                        Json.object().put("text", "gearbox").put("language", "Java"),
                        OpenMemory.THEN.plus(Duration.ofDays(2))));
        open.awaitVectors();
        MemoryQuery query = MemoryQuery.of("gearbox");
        EntityQuery all = EntityQuery.all();
        Condition java = new Condition("$.language", Condition.Operator.EQUAL, "Java");

        assertThat(open.found(query.among(all.kind(new Kind("Note"))))).containsExactly("b");
        assertThat(open.found(query.among(all.createdFrom(OpenMemory.THEN.plusSeconds(1)))))
                .containsExactly("b");
        assertThat(open.found(query.among(all.createdBefore(OpenMemory.THEN.plusSeconds(1)))))
                .containsExactly("a");
        assertThat(open.found(query.among(all.where(java)))).containsExactly("b");
        assertThat(open.found(query.mode(Mode.VECTORS).among(all.where(java))))
                .containsExactly("b");
    }

    @Test
    void showsTheSameTextOnce() {
        IntStream.range(0, 5).forEach(i -> open.put("copy" + i, "The gearbox whines."));
        open.put("other", "A gearbox.");

        assertThat(open.found("gearbox")).hasSize(2).contains("other");
    }

    @Test
    void whatWordsAndMeaningFindInDifferentChunksSpeaksForTheirEntity() {
        open.put("split", "The gearbox of it.\n\nAn automobile.");
        open.put("words", "Of the gearbox and the rest.");
        open.put("meaning", "Some other automobile.");
        open.awaitVectors();

        List<MemoryHit> hits = open.hits(MemoryQuery.of("car gearbox").perEntity(1));

        assertThat(hits).extracting(hit -> hit.entity().value()).hasSize(3).startsWith("split");
        assertThat(hits.getFirst().scores().entityWordsRank()).isPresent();
        assertThat(hits.getFirst().scores().entityVectorRank()).isPresent();
    }

    @Test
    void showsTheChunksAroundAHit() {
        open.put("a", "One.\n\nTwo two.\n\nThe gearbox.\n\nFour.\n\nFive.");

        MemoryHit hit = open.hits(MemoryQuery.of("gearbox").neighbours(1)).getFirst();

        assertThat(hit.passage().text()).isEqualTo("Two two.\n\nThe gearbox.\n\nFour.");
        assertThat(open.cited(hit.passage().citation())).isEqualTo(hit.passage().text());
        assertThat(open.cited(hit.cited())).isEqualTo("The gearbox.");
        assertThat(hit.passage().startLine()).isEqualTo(3);
        assertThat(hit.passage().endLine()).isEqualTo(7);
    }

    @Test
    void opensACitationOfAnEntityWithoutText() {
        open.entities.put(
                new Entity(
                        new EntityId("p/1 ü#"),
                        CARS,
                        new Kind("Person"),
                        Json.object().put("name", "Ada Lovelace").put("born", 1815),
                        OpenMemory.THEN));

        MemoryHit hit = open.hits(MemoryQuery.of("lovelace")).getFirst();
        Citation again = Citation.parse(hit.cited().toString());
        Memory.Opened opened = open.memory.open(again, 0, topic -> true).orElseThrow();

        assertThat(hit.passage().text()).isEqualTo("name: Ada Lovelace\nborn: 1815");
        assertThat(hit.cited().toString()).startsWith("hqe://entities/p/1%20%C3%BC%23#bytes=0-");
        assertThat(opened.passage().text()).isEqualTo(hit.passage().text());
    }

    @Test
    void opensNoCitationOutsideTheScope() {
        open.put("a", ENGINE);
        Citation citation = open.hits(MemoryQuery.of("engine")).getFirst().cited();

        assertThat(open.memory.open(citation, 0, topic -> false)).isEmpty();
        assertThat(open.memory.open(citation, 1, topic -> true).orElseThrow().passage().text())
                .isEqualTo(ENGINE);
    }

    @Test
    void saysThatACitedTextHasBecomeShorter() {
        open.put("a", ENGINE);
        Citation citation = open.hits(MemoryQuery.of("brakes")).getFirst().cited();

        open.put("a", "Short.");

        assertThatThrownBy(() -> open.memory.open(citation, 0, topic -> true))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("has changed");
    }

    @Test
    void anEntityThatCannotBeCutHoldsUpNobody() {
        open.put("a", "This cannot be cut, gearbox.");
        open.put("b", "The gearbox whines.");

        assertThat(open.found("gearbox")).containsExactly("b");
        assertThat(open.memory.state().failed()).isEqualTo(1);

        open.put("a", "Now it can, gearbox.");
        assertThat(open.found("gearbox")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aTextOfThousandsOfChunksIsReplacedAsAWhole() {
        String many =
                String.join("\n\n", IntStream.range(0, 2000).mapToObj(i -> "alpha" + i).toList());
        open.put("a", many);
        assertThat(open.found(MemoryQuery.of("alpha1999").mode(Mode.WORDS))).containsExactly("a");

        open.put("a", many.replace("alpha", "beta"));

        assertThat(open.hits(MemoryQuery.of("alpha1999").mode(Mode.WORDS))).isEmpty();
        assertThat(open.found("beta1999")).isNotEmpty();
        assertThat(open.memory.state().chunks()).isEqualTo(2000);
    }

    private void reopen() {
        open.close();
        open = OpenMemory.started(folder, models);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "vectors", "hybrid"})
    void aNewLabelOfAKindHoldsForTheVeryNextSearch(String mode) {
        open.put("a", "The gearbox whines.");
        open.awaitVectors();
        MemoryQuery all = MemoryQuery.of("gearbox whines").mode(Mode.of(mode));
        MemoryQuery guarded =
                all.among(EntityQuery.all().sensitivities(List.of(Sensitivity.SENSITIVE)));
        MemoryQuery internal =
                all.among(EntityQuery.all().sensitivities(List.of(Sensitivity.INTERNAL)));
        assertThat(open.found(internal)).containsExactly("a");
        assertThat(open.found(guarded)).isEmpty();

        open.entities.labels().set(CARS, Map.of(OpenMemory.DOCUMENT, Sensitivity.SENSITIVE));

        assertThat(open.found(internal)).isEmpty();
        assertThat(open.found(guarded)).containsExactly("a");
        assertThat(open.hits(all).getFirst().sensitivity()).isEqualTo(Sensitivity.SENSITIVE);
    }
}
