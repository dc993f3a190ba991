package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Stores entities from JSON Lines as [EntityExport] writes them. Read are `id`, `topic_id`,
/// `kind`, `data` and `created_at` (now, if it is not there); what an entity is labelled with is
/// its Topic's to say. Each line stands alone: one that is broken is told and passed over. The same
/// lines a second time change nothing. Not thread-safe.
public final class EntityImport {

    /// Most bytes of one line.
    public static final int MAX_LINE = 64 << 20;

    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 8 << 20;
    private static final int MAX_SHOWN = 200;

    private final EntityStore store;
    private final EntitySchemas schemas;
    private final InstantSource clock;

    public EntityImport(EntityStore store, EntitySchemas schemas, InstantSource clock) {
        this.store = store;
        this.schemas = schemas;
        this.clock = clock;
    }

    /// What has become of the lines so far.
    ///
    /// @param lines read, without empty ones
    /// @param bytes read
    public record Progress(long lines, long bytes, PutSummary stored, long broken) {}

    /// A line that was not stored.
    ///
    /// @param number from 1
    /// @param reason says what is wrong with it
    public record BrokenLine(long number, String reason) {

        @Override
        public String toString() {
            return "line " + number + ": " + reason;
        }
    }

    /// Says why a line cannot become an entity.
    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unfit(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Numbered(long line, Entity entity) {}

    /// The state of one run.
    private final class Run {
        private final LineSource source;
        private final Consumer<BrokenLine> brokenLines;
        private final List<Numbered> batch = new ArrayList<>();
        private PutSummary stored = PutSummary.NONE;
        private int bytes;
        private long lines;
        private long broken;

        private Run(InputStream in, Consumer<BrokenLine> brokenLines) {
            this.source = new LineSource(in, MAX_LINE);
            this.brokenLines = brokenLines;
        }

        private void refuse(long number, String reason) {
            broken++;
            brokenLines.accept(new BrokenLine(number, reason));
        }

        private void flush() {
            try {
                stored = stored.plus(store.putAll(batch.stream().map(Numbered::entity).toList()));
            } catch (EntityException e) { // one is refused; find out which
                batch.forEach(this::putAlone);
            }
            batch.clear();
            bytes = 0;
        }

        private void putAlone(Numbered one) {
            try {
                stored = stored.plus(store.putAll(List.of(one.entity())));
            } catch (EntityException e) {
                refuse(one.line(), String.valueOf(e.getMessage()));
            }
        }

        private Progress progress() {
            return new Progress(lines, source.bytesRead(), stored, broken);
        }
    }

    /// Reads to the end, or until it is cancelled; what was told as stored is.
    ///
    /// @param in UTF-8; not closed
    /// @param brokenLines told of each line that is not stored
    /// @param progress told after each batch
    /// @param cancelled asked before each line whether to stop
    /// @throws UncheckedIOException if it cannot be read any further
    public Progress read(
            InputStream in,
            Consumer<BrokenLine> brokenLines,
            Consumer<Progress> progress,
            BooleanSupplier cancelled) {
        Run run = new Run(in, brokenLines);
        try {
            long number = 0;
            LineSource.Line line = run.source.next();
            while (line != null && !cancelled.getAsBoolean()) {
                number++;
                take(run, number, line);
                if (run.batch.size() == BATCH || run.bytes > BATCH_BYTES) {
                    run.flush();
                    progress.accept(run.progress());
                }
                line = run.source.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            run.flush();
        }
        progress.accept(run.progress());
        return run.progress();
    }

    private void take(Run run, long number, LineSource.Line line) {
        if (!line.tooLong() && isBlank(line.bytes())) {
            return;
        }
        run.lines++;
        try {
            if (line.tooLong()) {
                throw new Unfit("is longer than " + MAX_LINE + " bytes", null);
            }
            run.batch.add(new Numbered(number, entity(line.bytes())));
            run.bytes += line.bytes().length;
        } catch (Unfit e) {
            run.refuse(number, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    private Entity entity(byte[] line) {
        JsonNode json = json(line);
        if (!json.isObject()) {
            throw new Unfit("is not a JSON object", null);
        }
        try {
            Entity entity =
                    new Entity(
                            new EntityId(text(json, "id")),
                            new TopicId(text(json, "topic_id")),
                            new Kind(text(json, "kind")),
                            data(json),
                            createdAt(json));
            EntityRow.of(entity); // says so if it is too large to be stored
            checkSchema(entity);
            return entity;
        } catch (IllegalArgumentException | EntityException e) {
            throw new Unfit(String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonNode json(byte[] line) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            return Json.MAPPER.readTree(text);
        } catch (CharacterCodingException e) {
            throw new Unfit("is not UTF-8", e);
        } catch (JacksonException e) {
            throw new Unfit("is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new Unfit("has no text '" + name + "'", null);
        }
        return value.stringValue();
    }

    private static ObjectNode data(JsonNode json) {
        if (json.path("data") instanceof ObjectNode data) {
            return data;
        }
        throw new Unfit("has no object 'data'", null);
    }

    private Instant createdAt(JsonNode json) {
        if (!json.has("created_at")) {
            return clock.instant();
        }
        String time = text(json, "created_at");
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new Unfit(
                    "created_at: '" + shown(time) + "' is not a time such as 2026-01-31T00:00:00Z",
                    e);
        }
    }

    private void checkSchema(Entity entity) {
        Optional<JsonSchema> schema = schemas.of(entity.topicId(), entity.kind());
        if (schema.isEmpty()) {
            throw new Unfit(
                    "there is no granted Topic '"
                            + entity.topicId()
                            + "' with a kind "
                            + entity.kind()
                            + ". See: hqe topic list",
                    null);
        }
        List<JsonSchema.Violation> violations = schema.get().violations(entity.data());
        if (!violations.isEmpty()) {
            throw new Unfit(
                    "data does not follow the schema of "
                            + entity.kind()
                            + ": "
                            + shown(violations.getFirst().toString())
                            + (violations.size() == 1
                                    ? ""
                                    : " and " + (violations.size() - 1) + " more"),
                    null);
        }
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
