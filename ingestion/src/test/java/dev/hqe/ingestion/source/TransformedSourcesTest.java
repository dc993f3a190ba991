package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.map.RecordTransform;
import dev.hqe.ingestion.map.TransformStage;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources.Replayed;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sources whose records go through a transform: what it answers, and what becomes of it.
@Timeout(120)
class TransformedSourcesTest {

    /// Of `{"n": 2}` the prices P-0 and P-1, and so on.
    private static final MappingSpec MAPPING =
            new MappingSpec(".symbol", "Price", "{symbol, close}", "", "");

    @TempDir Path home;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(home);
        shop.transform = answering(TransformedSourcesTest::prices);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /// A transform that answers with a text.
    private static RecordTransform answering(Function<JsonNode, String> with) {
        return transform("1", record -> given(with.apply(record)));
    }

    private static RecordTransform.Answer given(String json) {
        return new RecordTransform.Answer.Given(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordTransform transform(
            String version, Function<JsonNode, RecordTransform.Answer> with) {
        return new RecordTransform() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public Answer apply(byte[] record) {
                return with.apply(Json.MAPPER.readTree(record));
            }
        };
    }

    private static String prices(JsonNode record) {
        String of = record.path("of").asString("P");
        return IntStream.range(0, record.path("n").asInt())
                .mapToObj(i -> "{\"symbol\": \"" + of + "-" + i + "\", \"close\": " + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Source add(String text) {
        return add(text, MAPPING);
    }

    private Source add(String text, MappingSpec mapping) {
        Path file = shop.file("p.jsonl", text);
        return shop.sources.add(
                new SourceName("p"),
                shop.topic,
                new FileSource(
                        file, Reading.DEFAULT, Optional.of("split"), mapping, Optional.empty()));
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"n\": 1, \"of\": \"L" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    @Test
    void oneRecordBecomesNoneOneOrMany() {
        Source source = add("{\"n\": 0}\n{\"n\": 1, \"of\": \"A\"}\n{\"n\": 3, \"of\": \"B\"}\n");

        SourceReport report = shop.run(source);

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.counts().records()).isEqualTo(3);
        assertThat(report.counts().created()).isEqualTo(4);
        assertThat(shop.ids())
                .containsExactly("shop/p/A-0", "shop/p/B-0", "shop/p/B-1", "shop/p/B-2");
        assertThat(shop.dead()).isEmpty();
    }

    @Test
    void anAnswerMayBeOneObject() {
        shop.transform = answering(record -> "{\"symbol\": \"S\", \"close\": 1}");

        shop.run(add("{\"n\": 1}\n"));

        assertThat(shop.ids()).containsExactly("shop/p/S");
    }

    @Test
    void aWrongAnswerIsADeadLetterThatSaysWhy() {
        List<String> answers =
                List.of(
                        "",
                        "[1]",
                        "\"secret\"",
                        "{\"symbol\"",
                        "{} {}",
                        "[" + "{},".repeat(TransformStage.MOST_RECORDS) + "{}]",
                        "null");
        shop.transform = answering(record -> answers.get(record.path("n").asInt()));

        SourceReport report =
                shop.run(
                        add(
                                IntStream.range(0, answers.size())
                                        .mapToObj(i -> "{\"n\": " + i + "}\n")
                                        .collect(Collectors.joining())));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.reasons()).containsEntry(Reason.UNTRANSFORMED, (long) answers.size());
        assertThat(shop.dead())
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "transform 'split': it answered with nothing; the answer for no record is"
                                + " []",
                        "transform 'split': it answered with number where an object, or an array of"
                                + " objects, is wanted",
                        "transform 'split': it answered with string where an object, or an array of"
                                + " objects, is wanted",
                        "transform 'split': it answered with what is not one JSON value (line 1,"
                                + " column 10)",
                        "transform 'split': it answered with what is not one JSON value (line 1,"
                                + " column 4)",
                        "transform 'split': it made 501 records of one, and 500 is the most",
                        "transform 'split': it answered with null where an object, or an array of"
                                + " objects, is wanted");
    }

    @Test
    void aPartThatDoesNotFitIsOneLetterOfTheRecordAndTheRestIsStored() {
        shop.transform =
                answering(record ->
                        "[{\"symbol\": \"A\", \"close\": 1}, {\"symbol\": \"B\", \"close\": -1},"
                                + " {\"symbol\": \"C\"}]");

        shop.run(add("{\"n\": 1}\n"));

        assertThat(shop.ids()).containsExactly("shop/p/A");
        assertThat(shop.dead())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.item()).isEqualTo("line 1");
                    assertThat(letter.excerpt()).contains("{\"n\":1}");
                    assertThat(letter.detail())
                            .startsWith("record 2 of the 3 that the transform made: /close")
                            .endsWith("; and 1 more");
                });
    }

    @Test
    void twoOfARecordWithOneIdAreNotTakenForEachOther() {
        shop.transform =
                answering(record ->
                        "[{\"symbol\": \"A\", \"close\": 1}, {\"symbol\": \"A\", \"close\": 1},"
                                + " {\"symbol\": \"A\", \"close\": 2}]");

        shop.run(add("{\"n\": 1}\n"));

        assertThat(shop.stored())
                .singleElement()
                .satisfies(one -> assertThat(one.entity().data().path("close").asInt()).isOne());
        assertThat(shop.dead())
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "records 1 and 3 of the 3 that the transform made have the same id; let"
                                + " map.id tell them apart");
    }

    @Test
    void aDeadLetterThatIsTriedAgainGoesThroughTheTransformAgain() {
        shop.transform = transform("1", record -> new RecordTransform.Answer.Refused("not today"));
        Source source = add("{\"n\": 2}\n");
        shop.run(source);
        String before = shop.dead().getFirst().detail();
        shop.transform = answering(TransformedSourcesTest::prices);

        Replayed replayed = shop.sources.replay(Filter.all());

        assertThat(before).isEqualTo("transform 'split': not today");
        assertThat(replayed).isEqualTo(new Replayed(1, 0, 0));
        assertThat(shop.ids()).containsExactly("shop/p/P-0", "shop/p/P-1");
        assertThat(shop.dead()).isEmpty();
    }

    @Test
    void aTransformThatFailsForEachRecordEndsTheRun() {
        AtomicInteger asked = new AtomicInteger();
        shop.transform =
                transform(
                        "1",
                        record ->
                                record.path("of").asString().equals("L0")
                                        ? given(prices(record))
                                        : new RecordTransform.Answer.Refused(
                                                "trap at " + asked.incrementAndGet()));

        SourceReport report = shop.run(add(lines(1000)));

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure())
                .contains(
                        "20 records in a row failed in the same way, the last with: transform"
                                + " 'split': trap at 20",
                        "Mend the transform");
        assertThat(asked).hasValue(TransformStage.MOST_ALIKE);
        assertThat(shop.ids()).containsExactly("shop/p/L0-0");
        assertThat(shop.dead()).hasSize(TransformStage.MOST_ALIKE);
    }

    @Test
    void aRunThatWasEndedGoesOnBehindWhatItHasSaidOf() {
        AtomicInteger broken = new AtomicInteger(1);
        shop.transform =
                transform(
                        "1",
                        record ->
                                broken.get() > 0
                                        ? new RecordTransform.Answer.Refused("trap")
                                        : given(prices(record)));
        Source source = add(lines(100));
        shop.run(source);
        broken.set(0);

        SourceReport again = shop.run(source);
        Replayed replayed = shop.sources.replay(Filter.all());

        assertThat(again.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(again.counts().passed()).isEqualTo(TransformStage.MOST_ALIKE);
        assertThat(replayed.stored()).isEqualTo(TransformStage.MOST_ALIKE);
        assertThat(shop.ids()).hasSize(100);
    }

    @Test
    void oneThatCannotBeAskedAnyMoreEndsTheRun() {
        shop.transform =
                transform(
                        "1",
                        record -> {
                            throw new IngestException.Failed("its Topic was revoked");
                        });

        SourceReport report = shop.run(add(lines(3)));

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("its Topic was revoked");
        assertThat(shop.dead()).isEmpty();
    }

    @Test
    void aRunThatIsCancelledDoesNotWaitForTheTransform() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        shop.transform =
                new RecordTransform() {
                    @Override
                    public String version() {
                        return "1";
                    }

                    @Override
                    public Answer apply(byte[] record) throws InterruptedException {
                        begun.countDown();
                        new CountDownLatch(1).await();
                        return new Answer.Given(record);
                    }
                };
        Source source = add(lines(3));

        SourceRun run = shop.sources.start(source, progress -> {});
        begun.await();
        run.cancel();

        assertThat(run.await().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void manyOfEachRecordPassInBatches() {
        String many = "{\"n\": 450, \"of\": \"%d\"}\n";
        Source source =
                add(IntStream.range(0, 12).mapToObj(many::formatted).collect(Collectors.joining()));

        SourceReport report = shop.run(source);

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.counts().created()).isEqualTo(12 * 450);
    }

    @Test
    void filesOfAFolderAreReadAnewWithAnotherProgram() throws IOException {
        Path folder = Files.createDirectory(home.resolve("in"));
        Files.writeString(folder.resolve("a.jsonl"), "{\"n\": 2, \"of\": \"F\"}\n");
        Files.writeString(folder.resolve("b.md"), "# A document\n");
        Source source =
                shop.sources.add(
                        new SourceName("in"),
                        shop.topic,
                        new FolderSource(
                                folder,
                                List.of(),
                                List.of(),
                                false,
                                Reading.DEFAULT,
                                Optional.of("split"),
                                MAPPING,
                                Optional.empty()));
        shop.run(source);
        List<String> first = shop.ids();

        shop.transform =
                transform(
                        "2",
                        record ->
                                given(
                                        "[{\"symbol\": \""
                                                + record.has("path")
                                                + "\", \"close\": 1}]"));
        shop.run(source);

        assertThat(first).containsExactly("shop/in/a.jsonl//F-0", "shop/in/a.jsonl//F-1");
        assertThat(shop.ids()).containsExactly("shop/in/a.jsonl//false", "shop/in/b.md//true");
    }

    @Test
    void aTransformThatIsNotThereIsRefused() {
        Path file = shop.file("p.jsonl", "{}\n");

        assertThatThrownBy(() ->
                        shop.sources.add(
                                new SourceName("p"),
                                shop.topic,
                                new FileSource(
                                        file,
                                        Reading.DEFAULT,
                                        Optional.of("splitt"),
                                        MAPPING,
                                        Optional.empty())))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessage(
                        "p: 'splitt' is no transform of the Topic shop (did you mean 'split'?). It"
                                + " has: split");
    }
}
