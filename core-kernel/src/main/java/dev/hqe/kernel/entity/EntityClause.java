package dev.hqe.kernel.entity;

import java.util.ArrayList;
import java.util.List;

/// Which entities a query means, for a statement about something that belongs to entities.
///
/// @param sql a condition on the columns of a row of `entity`, by their bare names; values are left
///   open as `?`
/// @param values for each `?`, in their order
public record EntityClause(String sql, List<Object> values) {

    public EntityClause {
        values = List.copyOf(values);
    }

    /// What a query says of entities; its order, limit and cursor do not count.
    public static EntityClause of(EntityQuery query) {
        EntitySql where = EntitySql.of(query, false);
        return new EntityClause(where.condition(), new ArrayList<>(where.bound()));
    }

    /// Whether every entity is meant.
    public boolean isEverything() {
        return sql.equals("TRUE");
    }
}
