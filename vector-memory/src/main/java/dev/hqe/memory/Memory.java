package dev.hqe.memory;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.bus.Subscription;
import dev.hqe.kernel.entity.EntityDeleted;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.index.Cutter;
import dev.hqe.memory.index.Indexer;
import dev.hqe.memory.index.ModelVectors;
import dev.hqe.memory.index.Models;
import dev.hqe.memory.search.HybridSearch;
import dev.hqe.memory.search.MapMaker;
import dev.hqe.memory.search.PassageReader;
import dev.hqe.memory.search.SimilarSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What the workbench remembers: every entity, cut in chunks, found by words and by meaning.
///
/// Two threads keep it in step with the entities: one cuts what has changed, one makes vectors, at
/// low priority. A change notes itself in its own transaction, so neither a lost fact nor the death
/// of the process loses anything; facts only wake the first thread. From the moment at which a
/// change is committed, what the entity said before is found no more; what it says now is found as
/// soon as it is cut, for which a search waits when little is waiting. By its words a chunk is
/// found at once, by its meaning as soon as it has a vector.
///
/// Thread-safe. Searches block, so call from virtual threads.
public final class Memory implements AutoCloseable {

    /// What a citation leads to.
    ///
    /// @param entity as it is now
    public record Opened(StoredEntity entity, Passage passage) {}

    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final EntityStore entities;
    private final EventBus bus;
    private final MemorySettings settings;
    private final Indexer indexer;
    private final Models models;
    private final ModelVectors vectors;
    private final PassageReader passages;
    private final HybridSearch search;
    private final SimilarSearch similar;
    private final MapMaker maps;
    private final List<Subscription> subscriptions = new ArrayList<>();

    /// When progress was told last, by [System#nanoTime]; of one thread alone.
    private long told = System.nanoTime() - PROGRESS_NANOS;

    /// Nothing happens before [#start].
    public Memory(
            Database database,
            EntityStore entities,
            EventBus bus,
            Cutter cutter,
            Models models,
            MemorySettings settings) {
        this.database = database;
        this.entities = entities;
        this.bus = bus;
        this.settings = settings;
        this.indexer = new Indexer(database, cutter, this::chunksChanged);
        this.models = models;
        this.vectors =
                new ModelVectors(database, models, settings, indexer::recut, this::progressed);
        this.passages = new PassageReader(database, entities);
        SimilarSearch.Vectors asked = vectors::ask;
        this.similar = new SimilarSearch(database, asked, settings.vectorPatience());
        this.maps = new MapMaker(database, asked, vectors::model, settings.vectorPatience());
        this.search = new HybridSearch(database, vectors::nearest, passages, settings);
    }

    private void chunksChanged() {
        vectors.wake();
    }

    private void progressed() {
        long now = System.nanoTime();
        boolean done = vectors.perSecond() == 0;
        if (done || now - told >= PROGRESS_NANOS) {
            told = now;
            bus.publish(new MemoryProgressed(state()));
        }
    }

    /// Begins to bring itself up to date, and stays so.
    public void start() {
        subscriptions.add(
                bus.subscribe(
                        "memory",
                        EntityStored.class,
                        1,
                        Overflow.KEEP_LATEST,
                        stored -> indexer.wake()));
        subscriptions.add(
                bus.subscribe(
                        "memory of deleted entities",
                        EntityDeleted.class,
                        1,
                        Overflow.KEEP_LATEST,
                        deleted -> indexer.wake()));
        indexer.start();
        vectors.start();
    }

    /// What is found, the best first.
    ///
    /// @throws dev.hqe.kernel.entity.EntityException if the query of entities cannot be asked
    /// @throws dev.hqe.kernel.store.StorageException if the database does not answer
    public MemoryAnswer search(MemoryQuery query) {
        long pending = indexer.await(settings.indexPatience());
        HybridSearch.Result result = search.search(query);
        List<String> notes = new ArrayList<>();
        if (pending > 0) {
            notes.add(
                    pending
                            + (pending == 1 ? " entity is" : " entities are")
                            + " not read yet and cannot be found now; search again later");
        }
        if (query.mode() != Mode.WORDS) {
            addVectorNotes(result.withVectors(), notes);
        }
        return new MemoryAnswer(result.hits(), notes);
    }

    private void addVectorNotes(boolean withVectors, List<String> notes) {
        String problem = vectors.problem();
        if (!withVectors) {
            notes.add(
                    "found by words only: "
                            + (problem.isEmpty() ? "the vectors are still being loaded" : problem));
        }
        if (vectors.missing() > 0) {
            MemoryState state = state();
            String made =
                    (state.chunks() - state.withoutVector())
                            + " of "
                            + state.chunks()
                            + " chunks"
                            + (withVectors && !problem.isEmpty() ? " (" + problem + ")" : "");
            notes.add(
                    state.isChanging()
                            ? "the vectors of %s answer while those of %s are made: %s"
                                    .formatted(state.model(), state.chosen(), made)
                            : "vectors for " + made);
        }
    }

    /// Chooses the model that makes the vectors. Those of the one before answer until the new ones
    /// are made, which goes on after a restart.
    ///
    /// @throws dev.hqe.memory.embed.EmbeddingException if it cannot be had, saying why; then
    ///   nothing has changed
    public void choose(EmbeddingModel model) {
        vectors.choose(model);
    }

    /// Entities that are like another one, the likest first, that one left out; by meaning, one
    /// piece of each.
    ///
    /// @param among where to look and how many to give; its text and mode do not count
    /// @throws MemoryException if there is no such entity among those that the query's Topics open
    public MemoryAnswer similar(EntityId entity, MemoryQuery among) {
        return similar(entity, Optional.empty(), among);
    }

    /// Entities that have something like what a citation cites; the cited one left out.
    ///
    /// @param among as for [#similar(EntityId, MemoryQuery)]
    public MemoryAnswer similar(Citation citation, MemoryQuery among) {
        return similar(citation.entity(), Optional.of(citation), among);
    }

    private MemoryAnswer similar(EntityId id, Optional<Citation> part, MemoryQuery among) {
        indexer.await(settings.indexPatience());
        boolean there =
                entities.get(id)
                        .map(entity -> entity.entity().topicId())
                        .filter(topic ->
                                among.topics().map(open -> open.contains(topic)).orElse(true))
                        .isPresent();
        if (!there) {
            throw new MemoryException("there is no entity '" + id + "'");
        }
        Optional<List<MemoryHit>> found = similar.similar(similar.chunks(id, part), id, among);
        List<String> notes = new ArrayList<>();
        if (found.isEmpty()) {
            String problem = vectors.problem();
            notes.add(
                    "what is like it cannot be said yet: "
                            + (problem.isEmpty() ? "it has no vector so far" : problem));
        }
        return new MemoryAnswer(found.orElse(List.of()), notes);
    }

    /// The entities on a plane, those alike near each other. Kept until something changes; else it
    /// takes up to seconds where there are many.
    ///
    /// @param among which entities; its text, mode and limit do not count
    /// @param points at most, 1 to [MemoryMap#MAX_POINTS]; where there are more entities, a sample
    public MemoryMap map(MemoryQuery among, int points) {
        indexer.await(settings.indexPatience());
        return maps.map(among, points);
    }

    /// Opens a citation.
    ///
    /// @param neighbours chunks to show before and behind it, 0 to [MemoryQuery#MAX_NEIGHBOURS]
    /// @param open whether entities of a Topic may be read; what may not is as if it were not there
    /// @return empty if there is no such entity
    /// @throws MemoryException if the entity has no such text any more, or it is too long
    public Optional<Opened> open(Citation citation, int neighbours, Predicate<TopicId> open) {
        if (neighbours < 0 || neighbours > MemoryQuery.MAX_NEIGHBOURS) {
            throw new MemoryException(
                    "neighbours must be 0 to "
                            + MemoryQuery.MAX_NEIGHBOURS
                            + ", not "
                            + neighbours);
        }
        return entities.get(citation.entity())
                .filter(entity -> open.test(entity.entity().topicId()))
                .map(entity -> new Opened(entity, passages.passage(entity, citation, neighbours)));
    }

    /// The Topics that have entities.
    public List<TopicId> topics() {
        return database.read(sql ->
                sql.list(
                        """
                        WITH RECURSIVE topic (id) AS (
                            SELECT min(topic_id) FROM entity
                            UNION ALL
                            SELECT (SELECT min(topic_id) FROM entity WHERE topic_id > topic.id)
                            FROM topic WHERE topic.id IS NOT NULL)
                        SELECT id FROM topic WHERE id IS NOT NULL LIMIT 10000
                        """,
                        row -> new TopicId(row.getString(1))));
    }

    /// How far it is.
    public MemoryState state() {
        return new MemoryState(
                indexer.chunks(),
                vectors.missing(),
                indexer.pending(),
                indexer.failed(),
                vectors.model(),
                vectors.chosen(),
                vectors.perSecond(),
                vectors.problem());
    }

    /// How far it is, and what it takes.
    ///
    /// @throws MemoryException if the files cannot be looked at
    public MemoryStatus status() {
        return new MemoryStatus(state(), models.store(), models.bytes());
    }

    /// Stops behind what is at hand; the rest is done after the next start.
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        indexer.close();
        vectors.close();
    }
}
