package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.rows.PagedRows;

/// Which entities are listed, before any words narrow them down.
public sealed interface Scope {

    record All() implements Scope {}

    /// Those of one kind of one Topic.
    record OfKind(TopicId topicId, Kind kind) implements Scope {}

    static Scope all() {
        return new All();
    }

    static Scope of(KindCount count) {
        return new OfKind(count.topicId(), count.kind());
    }

    /// How the choice is written.
    default String label() {
        return switch (this) {
            case All _ -> Texts.of("entities.scope.all");
            case OfKind of -> of.topicId() + " / " + of.kind();
        };
    }

    /// By id, because for that order the store has an index whatever the scope.
    default EntityQuery query() {
        EntityQuery query = EntityQuery.all().order(EntityQuery.Order.BY_ID).limit(PagedRows.PAGE);
        return switch (this) {
            case All _ -> query;
            case OfKind of -> query.topic(of.topicId()).kind(of.kind());
        };
    }
}
