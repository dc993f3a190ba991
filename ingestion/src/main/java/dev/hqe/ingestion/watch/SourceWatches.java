package dev.hqe.ingestion.watch;

import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.Source.State;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Follows the folders that are sources and want it, those that are added too, and not those that
/// are paused or removed.
///
/// Thread-safe.
public final class SourceWatches implements AutoCloseable {

    private final Sources sources;
    private final WatchSettings settings;
    private final FolderEvents events;
    private final Map<SourceName, Followed> followed = new HashMap<>();
    private boolean started;
    private boolean closed;

    private record Followed(Path path, FolderWatch watch) {}

    public SourceWatches(Sources sources, WatchSettings settings) {
        this.sources = sources;
        this.settings = settings;
        this.events = new FolderEvents(settings.maxFolders());
    }

    /// Follows from now on.
    public void start() {
        synchronized (this) {
            if (started || closed) {
                return;
            }
            started = true;
        }
        sources.onChange(this::align);
        align();
    }

    /// How a source is followed; empty if it is not.
    public synchronized Optional<WatchState> state(SourceName name) {
        return Optional.ofNullable(followed.get(name)).map(one -> one.watch().state());
    }

    private synchronized void align() {
        if (closed) {
            return;
        }
        Map<SourceName, Path> wanted = new HashMap<>();
        for (Source source : sources.list()) {
            if (source.spec() instanceof FolderSource folder
                    && folder.watch()
                    && source.state() == State.ACTIVE) {
                wanted.put(source.name(), folder.path());
            }
        }
        Map<SourceName, Followed> left = new HashMap<>(followed);
        left.entrySet().removeIf(one -> one.getValue().path().equals(wanted.get(one.getKey())));
        followed.keySet().removeAll(left.keySet());
        left.values().forEach(one -> one.watch().close());
        wanted.forEach((name, path) -> {
            if (!followed.containsKey(name)) {
                FolderWatch watch = new FolderWatch(name, path, sources, events, settings);
                followed.put(name, new Followed(path, watch));
                watch.start();
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(one -> one.watch().close());
        followed.clear();
        events.close();
    }
}
