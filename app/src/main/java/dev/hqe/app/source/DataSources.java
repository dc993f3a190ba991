package dev.hqe.app.source;

import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.source.SourceSchedule;
import dev.hqe.ingestion.source.Sources;
import dev.hqe.ingestion.watch.SourceWatches;
import dev.hqe.ingestion.watch.WatchSettings;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.tools.TopicTools;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// The sources of a workbench, wired to the web, to the secrets and to the sandbox, their schedule,
/// and the folders that are followed. Thread-safe.
public final class DataSources implements AutoCloseable {

    private final Sources sources;
    private final SourceSchedule schedule;
    private final SourceWatches watches;

    /// @param topics those that run
    /// @param programs their programs
    /// @param scratch folder for what is being read
    public DataSources(
            Database database,
            EntityStore entities,
            DeadLetters deadLetters,
            EventBus bus,
            Function<TopicId, Optional<Topic>> topics,
            TopicTools programs,
            WebClient web,
            SecretStore secrets,
            Path scratch,
            InstantSource clock) {
        sources =
                new Sources(
                        database,
                        entities,
                        deadLetters,
                        bus,
                        topics,
                        new WasmTransforms(programs),
                        HttpAsking.of(new WebFetch(web, secrets), clock, scratch));
        schedule = new SourceSchedule(sources, clock);
        watches = new SourceWatches(sources, WatchSettings.DEFAULT);
    }

    public Sources sources() {
        return sources;
    }

    /// What follows folders.
    public SourceWatches watches() {
        return watches;
    }

    /// Runs sources that are to be run again and again, and follows folders, from here on; for a
    /// workbench that stays, and not for one that a command opens for a moment.
    public void keepRunning() {
        schedule.start();
        watches.start();
    }

    @Override
    public void close() {
        watches.close();
        schedule.close();
        sources.close();
    }
}
