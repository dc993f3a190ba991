package dev.hqe.ingestion.source;

import dev.hqe.ingestion.http.HttpApi.Sync;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.http.PageRequest;
import dev.hqe.ingestion.http.PagedReader;
import dev.hqe.ingestion.http.PagedReader.Ending;
import dev.hqe.ingestion.http.PagedReader.Mark;
import dev.hqe.ingestion.http.PagedReader.Validators;
import dev.hqe.ingestion.read.ReadSettings;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.source.SourceSpec.HttpSource;
import dev.hqe.ingestion.source.SourceTable.Position;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a run goes through an API. A run that was stopped goes on at the page that was not committed
/// whole, if that was not long ago; if it does not get past that page either, the next one begins
/// anew, so that one bad page does not hide what is new before it. What an API with one answer says
/// of it is kept for the next run. A snapshot is always read from its beginning, and at its end
/// deletes what was not listed.
final class HttpCourse implements Course {

    /// Cursors and page numbers mean nothing for ever.
    private static final Duration GOES_ON_FOR = Duration.ofHours(6);

    private final Source source;
    private final HttpSource spec;
    private final Supplier<String> becomes;
    private final ReadSettings settings;
    private final HttpAsking asking;
    private final SourceTable table;
    private final ListedEntities listed;
    private final long run;
    private Mark from;
    private volatile @Nullable PagedReader reader;

    /// @param spec of the source
    /// @param becomes says what becomes of its records, beside its mapping
    HttpCourse(
            Source source,
            HttpSource spec,
            Supplier<String> becomes,
            HttpAsking asking,
            SourceTable table,
            ListedEntities listed) {
        this.source = source;
        this.spec = spec;
        this.becomes = becomes;
        this.settings = spec.reading().settings(asking.scratch());
        this.asking = asking;
        this.table = table;
        this.listed = listed;
        this.run = asking.random().nextLong();
        this.from = new Mark(0, PageRequest.first(spec.api()));
    }

    SourceRun.Input input() {
        return new SourceRun.Input(this::open, () -> spec.reads().toString(), 0, this);
    }

    /// Reads it once, for somebody who looks.
    static RecordReader look(HttpSource spec, HttpAsking asking) {
        return new PagedReader(
                spec.api(),
                spec.reading().settings(asking.scratch()),
                asking,
                new Mark(0, PageRequest.first(spec.api())),
                Optional.empty());
    }

    private RecordReader open() {
        PagedReader opened =
                new PagedReader(spec.api(), settings, asking, from, kept().map(Kept::validators));
        reader = opened;
        return opened;
    }

    private boolean isSnapshot() {
        return spec.api().sync() == Sync.SNAPSHOT;
    }

    @Override
    public Position begin(Position before, String stamp, long letters) {
        Optional<Mark> there = isSnapshot() ? Optional.empty() : mark(before, stamp);
        if (there.isPresent()) {
            from = there.get();
            return new Position(
                    before.after(),
                    stamp(stamp, Optional.of(from.page()), true),
                    before.lettersBefore());
        }
        return new Position(0, stamp(stamp, Optional.empty(), false), letters);
    }

    private Optional<Mark> mark(Position before, String stamp) {
        try {
            JsonNode left = Json.MAPPER.readTree(before.stamp());
            Instant at = Instant.ofEpochMilli(left.path("at").asLong(0));
            boolean goesOn =
                    before.after() > 0
                            && !left.path("tried").asBoolean(false)
                            && left.path("reads").asString("").equals(stamp)
                            && at.plus(GOES_ON_FOR).isAfter(asking.clock().instant());
            return goesOn
                    ? Optional.of(new Mark(before.after(), PageRequest.of(left.path("page"))))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) { // of another kind of source
            return Optional.empty();
        }
    }

    /// @param tried whether a run has begun there already
    private String stamp(String reads, Optional<PageRequest> page, boolean tried) {
        ObjectNode json = Json.object();
        json.put("reads", reads);
        json.put("at", asking.clock().millis());
        json.put("tried", tried);
        page.ifPresent(one -> json.set("page", one.toJson()));
        return json.toString();
    }

    @Override
    public Position committed(Position last, long number) {
        PagedReader here = reader;
        return Optional.ofNullable(here)
                .flatMap(opened -> opened.markUpTo(number))
                .map(mark ->
                        new Position(
                                mark.records(),
                                stamp(spec.reads().toString(), Optional.of(mark.page()), false),
                                last.lettersBefore()))
                .orElse(last);
    }

    @Override
    public void listed(Collection<EntityId> ids) {
        if (isSnapshot()) {
            listed.add(source.name(), run, ids);
        }
    }

    @Override
    public Outcome complete(long unknown) {
        PagedReader here = reader;
        Ending ending = here == null ? new Ending(false, Optional.empty()) : here.ending();
        if (ending.unchanged()) {
            keep(ending);
            return new Outcome(true, List.of("it is as it was at the last run"));
        }
        List<String> notices = isSnapshot() ? settled(unknown) : List.of();
        keep(ending);
        return new Outcome(false, notices);
    }

    private List<String> settled(long unknown) {
        if (unknown > 0) {
            return List.of(
                    unknown
                            + " records do not say which entities they are, so none was deleted"
                            + " that is not listed any more");
        }
        long deleted = listed.deleteOthers(source, run);
        return deleted == 0
                ? List.of()
                : List.of(deleted + " entities were deleted that are not listed any more");
    }

    /// What is kept from run to run.
    private record Kept(String of, Validators validators) {}

    /// Of another mapping or transform nothing holds: the same answer becomes other entities.
    private String keptOf() {
        return spec.reads() + spec.mapping().toJson().toString() + becomes.get();
    }

    private Optional<Kept> kept() {
        return table.kept(source.name())
                .map(json ->
                        new Kept(
                                json.path("of").asString(""),
                                new Validators(
                                        json.path("etag").asString(""),
                                        json.path("last_modified").asString(""),
                                        json.path("sha256").asString(""))))
                .filter(kept -> kept.of().equals(keptOf()));
    }

    private void keep(Ending ending) {
        table.kept(
                source.name(),
                ending.validators()
                        .map(known ->
                                Json.object()
                                        .put("of", keptOf())
                                        .put("etag", known.etag())
                                        .put("last_modified", known.lastModified())
                                        .put("sha256", known.sha256())));
    }

    @Override
    public Optional<Instant> notBefore() {
        PagedReader here = reader;
        return here == null ? Optional.empty() : here.notBefore();
    }
}
