package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.SourceDocument;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifests of Topics with which nothing was wrong, as JSON and by the digest of all that the
/// Topic is, so that a start neither checks them again nor reads YAML. Files beside the copies, and
/// as trusted as these.
///
/// Nothing depends on their being there: what is missing, or was checked by other rules, is read
/// and checked in full. A grant always is. Thread-safe.
final class CheckedManifests {

    private static final Logger LOG = System.getLogger(CheckedManifests.class.getName());
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String ENDING = ".json";
    private static final String UNFINISHED = ".manifest-";

    /// JSON of a manifest may be longer than its YAML.
    private static final long MAX_BYTES = 4L * SourceDocument.MAX_BYTES;

    private final Path store;
    private final String rules;

    /// @param rules those of today
    CheckedManifests(Path store, String rules) {
        this.store = store;
        this.rules = rules;
    }

    /// The manifest of a Topic that was checked by the rules of today.
    Optional<JsonNode> find(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            return Optional.empty();
        }
        Path file = store.resolve(digest + ENDING);
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            JsonNode kept = Json.MAPPER.readTree(Files.readAllBytes(file));
            return kept.path("rules").asString("").equals(rules)
                    ? kept.optional("manifest")
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.log(Level.INFO, () -> file + ": cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// Keeps the manifest of a Topic with which nothing is wrong.
    void keep(String digest, JsonNode manifest) {
        ObjectNode kept = Json.object().put("rules", rules);
        kept.set("manifest", manifest);
        try {
            Path fresh = Files.createTempFile(Files.createDirectories(store), UNFINISHED, ENDING);
            Files.writeString(fresh, kept.toString());
            Files.move(fresh, store.resolve(digest + ENDING), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.INFO, () -> store + ": cannot be written to: " + e.getMessage());
        }
    }

    /// Deletes what is not of one of these, and what was never finished.
    void sweep(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(store)) {
            return;
        }
        try (Stream<Path> all = Files.list(store)) {
            for (Path one : all.toList()) {
                String name = one.getFileName().toString();
                if (!name.endsWith(ENDING)) {
                    continue;
                }
                String digest = name.substring(0, name.length() - ENDING.length());
                boolean own = name.startsWith(UNFINISHED) || DIGEST.matcher(digest).matches();
                if (own && !wanted.contains(digest)) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }
}
