package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.PrivateFolder;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Remembers from start to start which digest a folder had when its files had these sizes and
/// times, so that what was not written to is not hashed again. A file beside the copies, since
/// folders are read before the database is open.
///
/// Nothing depends on its being true: what runs is a copy whose digest was granted, and a grant
/// hashes anew.
///
/// Not thread-safe.
final class TopicStamps {

    private static final Logger LOG = System.getLogger(TopicStamps.class.getName());
    private static final int MAX_BYTES = 8 << 20;

    private record Stamp(String stamp, String digest) {}

    private final Path file;
    private Map<String, Stamp> stamps = new TreeMap<>();

    TopicStamps(Path store) {
        file = store.resolve("stamps.json");
    }

    void read() {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                JsonNode all = Json.MAPPER.readTree(Files.readAllBytes(file));
                all.properties()
                        .forEach(one ->
                                stamps.put(
                                        one.getKey(),
                                        new Stamp(
                                                one.getValue().path("stamp").asString(""),
                                                one.getValue().path("digest").asString(""))));
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "no stamps of Topics yet");
        } catch (IOException | JacksonException e) { // then everything is hashed once more
            LOG.log(Level.INFO, () -> file + ": cannot be read: " + e.getMessage());
        }
    }

    Optional<String> digest(Path folder, String stamp) {
        Stamp known = stamps.get(folder.toString());
        return known != null && known.stamp().equals(stamp) && !known.digest().isEmpty()
                ? Optional.of(known.digest())
                : Optional.empty();
    }

    /// Remembers these and forgets all others.
    ///
    /// @param found those that were read and not written to for a while before
    void keep(Iterable<FoundTopic> found) {
        Map<String, Stamp> now = new TreeMap<>();
        for (FoundTopic one : found) {
            if (!one.digest().isEmpty()) {
                now.put(one.folder().toString(), new Stamp(one.stamp(), one.digest()));
            }
        }
        if (now.equals(stamps)) {
            return;
        }
        stamps = now;
        ObjectNode json = Json.object();
        now.forEach((folder, stamp) ->
                json.putObject(folder).put("stamp", stamp.stamp()).put("digest", stamp.digest()));
        try {
            PrivateFolder.create(Objects.requireNonNull(file.getParent()));
            Path fresh = file.resolveSibling("stamps.json.new");
            Files.writeString(fresh, json.toString());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.INFO, () -> file + ": cannot be written: " + e.getMessage());
        }
    }
}
