package dev.hqe.app.memory;

import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryAnswer;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.Passage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Hits in the form in which they leave the workbench.
public final class HitJson {

    private HitJson() {}

    /// An answer whole.
    ///
    /// @param explain whether to say how each came to its rank
    public static ObjectNode of(MemoryAnswer answer, boolean explain) {
        ObjectNode json = Json.object();
        ArrayNode hits = json.putArray("hits");
        answer.hits().forEach(hit -> hits.add(of(hit, explain)));
        ArrayNode notes = json.putArray("notes");
        answer.notes().forEach(notes::add);
        return json;
    }

    /// What a citation has led to.
    public static ObjectNode of(Memory.Opened opened) {
        StoredEntity entity = opened.entity();
        ObjectNode json = Json.object();
        json.put("citation", opened.passage().citation().toString());
        json.put("entity", entity.id().value());
        json.put("topic", entity.entity().topicId().value());
        json.put("kind", entity.entity().kind().value());
        json.put("sensitivity", entity.sensitivity().word());
        json.put("version", entity.version());
        add(opened.passage(), json);
        return json;
    }

    private static ObjectNode of(MemoryHit hit, boolean explain) {
        ObjectNode json = Json.object();
        json.put("citation", hit.cited().toString());
        json.put("entity", hit.entity().value());
        json.put("topic", hit.topic().value());
        json.put("kind", hit.kind().value());
        json.put("sensitivity", hit.sensitivity().word());
        if (!hit.title().isEmpty()) {
            json.put("title", hit.title());
        }
        if (!hit.path().isEmpty() && !hit.path().equals(hit.title())) {
            json.put("path", hit.path());
        }
        json.put("created_at", hit.createdAt().toString());
        add(hit.passage(), json);
        if (!hit.passage().citation().equals(hit.cited())) {
            json.put("shown", hit.passage().citation().toString());
        }
        if (explain) {
            json.set("scores", scores(hit.scores()));
        }
        return json;
    }

    /// Adds a text and where it stands.
    private static void add(Passage passage, ObjectNode json) {
        Citation citation = passage.citation();
        json.put("start_byte", citation.startByte());
        json.put("end_byte", citation.endByte());
        json.put("start_line", passage.startLine());
        json.put("end_line", passage.endLine());
        if (passage.page() > 0) {
            json.put("page", passage.page());
        }
        if (!passage.context().isEmpty()) {
            ArrayNode context = json.putArray("context");
            passage.context().forEach(context::add);
        }
        json.put("text", passage.text());
    }

    private static ObjectNode scores(Scores scores) {
        ObjectNode json = Json.object();
        scores.wordsRank().ifPresent(rank -> json.put("words_rank", rank));
        scores.bm25().ifPresent(score -> json.put("bm25", score));
        scores.vectorRank().ifPresent(rank -> json.put("vector_rank", rank));
        scores.cosine().ifPresent(score -> json.put("cosine", score));
        scores.entityWordsRank().ifPresent(rank -> json.put("entity_words_rank", rank));
        scores.entityVectorRank().ifPresent(rank -> json.put("entity_vector_rank", rank));
        return json.put("fused", scores.fused());
    }
}
