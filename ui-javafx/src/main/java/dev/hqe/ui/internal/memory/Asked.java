package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.Citation;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is looked for, and where. Immutable.
///
/// @param words as they were typed
/// @param topics only these; all where there are none
/// @param kinds only these; all where there are none
/// @param labels only what is labelled with one of these; all where there are none
/// @param likeOrNull what the hits are to be like; then the words do not count
record Asked(
        String words,
        Mode mode,
        Set<TopicId> topics,
        Set<Kind> kinds,
        Set<Sensitivity> labels,
        @Nullable Like likeOrNull) {

    /// Nothing, anywhere.
    static final Asked NOTHING = new Asked("", Mode.HYBRID, Set.of(), Set.of(), Set.of(), null);

    /// Something that others are to be like.
    ///
    /// @param citationOrNull of the part of the entity that counts; null for all of it
    /// @param title what people call it
    record Like(EntityId entity, @Nullable Citation citationOrNull, String title) {}

    Asked {
        topics = Set.copyOf(topics);
        kinds = Set.copyOf(kinds);
        labels = Set.copyOf(labels);
    }

    Optional<Like> like() {
        return Optional.ofNullable(likeOrNull);
    }

    /// Whether there is nothing to look for.
    boolean isBlank() {
        return likeOrNull == null && words.isBlank();
    }

    /// Whether it is looked for in a part of the memory only.
    boolean isNarrowed() {
        return !topics.isEmpty() || !kinds.isEmpty() || !labels.isEmpty();
    }

    /// Other words; what was like something is looked for no more.
    Asked words(String now) {
        return new Asked(now, mode, topics, kinds, labels, null);
    }

    Asked mode(Mode now) {
        return new Asked(words, now, topics, kinds, labels, likeOrNull);
    }

    /// With this Topic, or without it where it was one of them.
    Asked toggle(TopicId topic) {
        return new Asked(words, mode, toggled(topics, topic), kinds, labels, likeOrNull);
    }

    /// With this kind, or without it.
    Asked toggle(Kind kind) {
        return new Asked(words, mode, topics, toggled(kinds, kind), labels, likeOrNull);
    }

    /// With this label, or without it.
    Asked toggle(Sensitivity label) {
        return new Asked(words, mode, topics, kinds, toggled(labels, label), likeOrNull);
    }

    Asked anyTopic() {
        return new Asked(words, mode, Set.of(), kinds, labels, likeOrNull);
    }

    Asked anyKind() {
        return new Asked(words, mode, topics, Set.of(), labels, likeOrNull);
    }

    Asked anyLabel() {
        return new Asked(words, mode, topics, kinds, Set.of(), likeOrNull);
    }

    /// The same in the whole memory.
    Asked anywhere() {
        return new Asked(words, mode, Set.of(), Set.of(), Set.of(), likeOrNull);
    }

    /// What is like this, in the same part of the memory.
    Asked like(@Nullable Like now) {
        return new Asked(words, mode, topics, kinds, labels, now);
    }

    private static <T> Set<T> toggled(Set<T> chosen, T one) {
        Set<T> now = new HashSet<>(chosen);
        if (!now.remove(one)) {
            now.add(one);
        }
        return now;
    }

    /// As the memory is asked.
    ///
    /// @throws dev.hqe.memory.MemoryException if the words are too long
    MemoryQuery query(int limit) {
        EntityQuery among = EntityQuery.all().kinds(kinds).sensitivities(labels);
        return MemoryQuery.of(words.strip())
                .mode(mode)
                .limit(limit)
                .among(topics.isEmpty() ? among : among.topics(topics));
    }
}
