package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.NOW;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityImport.BrokenLine;
import dev.hqe.kernel.entity.EntityImport.Progress;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.SourceDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Export and import.
class EntityLinesTest {

    private static final JsonSchema NUMBERED =
            JsonSchema.compile(
                    SourceDocument.parse(
                            "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}}",
                            "note.json"));

    @TempDir Path temp;
    private OpenStore open;
    private EntityStore store;
    private final List<String> broken = new ArrayList<>();

    @BeforeEach
    void open() {
        open = new OpenStore(temp);
        store = open.store();
    }

    @AfterEach
    void close() {
        open.close();
    }

    private String exported(EntityQuery query) {
        StringWriter out = new StringWriter();
        new EntityExport(store).write(query, out, n -> {}, () -> false);
        return out.toString();
    }

    private Progress read(byte[] lines) {
        EntityImport in =
                new EntityImport(
                        store,
                        (topic, kind) ->
                                topic.equals(TOPIC) && kind.equals(NOTE)
                                        ? Optional.of(NUMBERED)
                                        : Optional.empty(),
                        () -> NOW);
        return in.read(
                new ByteArrayInputStream(lines),
                (BrokenLine line) -> broken.add(line.toString()),
                progress -> {},
                () -> false);
    }

    private Progress read(String lines) {
        return read(lines.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsExportedComesBackAndChangesNothingTheSecondTime() {
        store.putAll(
                IntStream.range(0, 700)
                        .mapToObj(n -> note("n%03d".formatted(n), "{\"n\": " + n + "}"))
                        .toList());
        String lines = exported(EntityQuery.all());
        store.scan(EntityQuery.all()).map(StoredEntity::id).toList().forEach(store::delete);

        Progress first = read(lines);
        Progress second = read(lines);

        assertThat(lines.lines()).hasSize(700);
        assertThat(first.stored()).isEqualTo(new PutSummary(700, 0, 0));
        assertThat(second.stored()).isEqualTo(new PutSummary(0, 0, 700));
        assertThat(store.get(new EntityId("n123")).orElseThrow().entity())
                .isEqualTo(note("n123", "{\"n\": 123}"));
        assertThat(broken).isEmpty();
    }

    @Test
    void aPartIsExportedInTheOrderOfItsQuery() {
        store.putAll(
                List.of(note("a", "{\"n\": 2}"), note("b", "{\"n\": 1}"), note("c", "{\"n\": 3}")));

        String lines =
                exported(
                        EntityQuery.all()
                                .where(
                                        new Condition(
                                                "$.n", Condition.Operator.LESS, Long.valueOf(3)))
                                .sort(Sort.path("$.n", false)));

        assertThat(lines.lines().map(line -> line.substring(0, 9)))
                .containsExactly("{\"id\":\"b\"", "{\"id\":\"a\"");
    }

    @Test
    void brokenLinesAreToldByNumberAndTheOthersAreStored() throws Exception {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(line("a", "test", "Note", "{\"n\": 1}"));
        lines.writeBytes("{\"id\": \n".getBytes(StandardCharsets.UTF_8));
        lines.writeBytes("\r\n[]\n".getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(new byte[] {'"', (byte) 0xff, '"', '\n'});
        lines.writeBytes(line("b", "test", "Note", "{\"n\": \"x\"}"));
        lines.writeBytes(line("c", "other", "Note", "{}"));
        lines.writeBytes(
                "{\"id\": \"d\", \"topic_id\": \"test\"}\n".getBytes(StandardCharsets.UTF_8));
        lines.writeBytes("x".repeat(100).getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
        lines.writeBytes(line("z", "test", "Note", "{\"n\": 2}"));

        Progress progress = read(lines.toByteArray());

        assertThat(progress.lines()).isEqualTo(9);
        assertThat(progress.stored()).isEqualTo(new PutSummary(2, 0, 0));
        assertThat(progress.broken()).isEqualTo(7);
        assertThat(broken)
                .satisfiesExactly(
                        b -> assertThat(b).startsWith("line 2: is not JSON"),
                        b -> assertThat(b).isEqualTo("line 4: is not a JSON object"),
                        b -> assertThat(b).isEqualTo("line 5: is not UTF-8"),
                        b ->
                                assertThat(b)
                                        .startsWith("line 6: data does not follow the schema")
                                        .contains("/n"),
                        b -> assertThat(b).contains("line 7: there is no granted Topic 'other'"),
                        b -> assertThat(b).isEqualTo("line 8: has no text 'kind'"),
                        b -> assertThat(b).startsWith("line 9: is not JSON"));
    }

    @Test
    void anIdThatIsTakenBreaksItsLineOnly() {
        store.put(
                new Entity(
                        new EntityId("a"),
                        new TopicId("other"),
                        NOTE,
                        OpenStore.json("{}"),
                        OpenStore.THEN));

        Progress progress =
                read(
                        new String(line("a", "test", "Note", "{}"), StandardCharsets.UTF_8)
                                + new String(
                                        line("b", "test", "Note", "{}"), StandardCharsets.UTF_8));

        assertThat(progress.stored().created()).isEqualTo(1);
        assertThat(broken).hasSize(1).first().asString().contains("line 1: entity 'a' belongs to");
    }

    @Test
    void aLineThatIsTooLongIsPassedOverWithoutBeingHeld() throws Exception {
        LineSource lines =
                new LineSource(
                        new ByteArrayInputStream(
                                ("abc\n" + "x".repeat(200_000) + "\nlast")
                                        .getBytes(StandardCharsets.UTF_8)),
                        1000);

        assertThat(lines.next()).extracting(LineSource.Line::tooLong).isEqualTo(false);
        assertThat(lines.next()).extracting(LineSource.Line::tooLong).isEqualTo(true);
        assertThat(lines.next())
                .extracting(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("last");
        assertThat(lines.next()).isNull();
        assertThat(lines.bytesRead()).isEqualTo(200_009);
    }

    @Test
    void itStopsWhenItIsCancelled() {
        store.putAll(List.of(note("a", "{}"), note("b", "{}")));
        StringWriter out = new StringWriter();

        long written = new EntityExport(store).write(EntityQuery.all(), out, n -> {}, () -> true);

        assertThat(written).isZero();
        assertThat(out.toString()).isEmpty();
    }

    private static byte[] line(String id, String topic, String kind, String data) {
        return ("{\"id\": \""
                        + id
                        + "\", \"topic_id\": \""
                        + topic
                        + "\", \"kind\": \""
                        + kind
                        + "\", \"data\": "
                        + data
                        + ", \"created_at\": \"2026-01-01T00:00:00Z\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
