package dev.hqe.kernel.entity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Writes what a query finds as JSON Lines, one entity as [StoredEntity#toJson] to a line, in the
/// order of the query. One after the other, never all in memory.
public final class EntityExport {

    private final EntityStore store;

    public EntityExport(EntityStore store) {
        this.store = store;
    }

    /// Writes everything that the query finds, whatever its limit.
    ///
    /// @param out where to; flushed, not closed
    /// @param progress told how many are written, after each
    /// @param cancelled asked before each whether to stop
    /// @return how many were written
    /// @throws UncheckedIOException if it cannot be written
    public long write(
            EntityQuery query, Writer out, LongConsumer progress, BooleanSupplier cancelled) {
        long written = 0;
        try (Stream<StoredEntity> found = store.scan(query.limit(EntityQuery.MAX_LIMIT))) {
            Iterator<StoredEntity> entities = found.iterator();
            while (!cancelled.getAsBoolean() && entities.hasNext()) {
                out.write(entities.next().toJson().toString());
                out.write('\n');
                written++;
                progress.accept(written);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written;
    }
}
