package dev.hqe.ingestion;

import dev.hqe.ingestion.internal.Utf8Order;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.EntityStore.FieldValue;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is stored of a folder, read side by side with a walk through it: both come in the order of
/// the paths' UTF-8 bytes, so one page at a time is enough.
///
/// For one thread.
final class StoredFiles {

    private final SourceFolder source;
    private final Iterator<FieldValue> stored;
    private final Consumer<EntityId> gone;
    private final RunState state;
    private @Nullable FieldValue at;

    /// @param gone hears of every entity that the walk has passed without naming its file
    /// @param state once it is stopped, nothing more is read, as if nothing more were stored
    StoredFiles(EntityStore store, SourceFolder source, Consumer<EntityId> gone, RunState state) {
        this.state = state;
        this.source = source;
        this.gone = gone;
        this.stored = scan(store, source);
        advance();
    }

    /// The ids of all that is stored of a folder, read page by page.
    static Iterator<EntityId> ids(EntityStore store, SourceFolder source) {
        Iterator<FieldValue> stored = scan(store, source);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return stored.hasNext();
            }

            @Override
            public EntityId next() {
                return stored.next().id();
            }
        };
    }

    private static Iterator<FieldValue> scan(EntityStore store, SourceFolder source) {
        EntityQuery query =
                EntityQuery.all()
                        .topic(source.topicId())
                        .kind(FolderIngest.KIND)
                        .idPrefix(source.idPrefix())
                        .limit(EntityQuery.MAX_LIMIT);
        return store.scanField(query, "$.sha256").iterator();
    }

    /// The SHA-256 that is stored of a file, empty if there is none. Paths must come in order.
    String sha256(String path) {
        passTo(path);
        FieldValue here = at;
        if (here == null || !here.id().equals(source.id(path))) {
            return "";
        }
        advance();
        return here.value();
    }

    /// Passes over what is below a folder without calling it gone.
    ///
    /// @param prefix ends in a slash
    void keepBelow(String prefix) {
        passTo(prefix);
        String start = source.idPrefix() + prefix;
        for (FieldValue here = at; here != null && here.id().value().startsWith(start); here = at) {
            advance();
        }
    }

    /// The walk is at its end.
    void end() {
        for (FieldValue here = at; here != null; here = at) {
            gone.accept(here.id());
            advance();
        }
    }

    private void passTo(String path) {
        String wanted = source.idPrefix() + path;
        for (FieldValue here = at; here != null; here = at) {
            if (Utf8Order.INSTANCE.compare(here.id().value(), wanted) >= 0) {
                return;
            }
            gone.accept(here.id());
            advance();
        }
    }

    private void advance() {
        at = !state.stopped() && stored.hasNext() ? stored.next() : null;
    }
}
