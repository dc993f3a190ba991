package dev.hqe.ingestion.folder;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/// What decides, besides a file, what becomes of it.
public final class Fingerprint {

    private static final int DIGITS = 12;

    private Fingerprint() {}

    /// The schemas of a Topic and how its files are read.
    ///
    /// @param reading says how, in any form
    public static String of(Topic topic, String reading) {
        StringBuilder all = new StringBuilder(reading);
        Map<Kind, String> schemas = new TreeMap<>(topic.manifest().dataSchema());
        schemas.forEach((kind, file) ->
                all.append('\n').append(kind).append(' ').append(hash(topic, file)));
        return Sha256.of(all.toString()).substring(0, DIGITS);
    }

    private static String hash(Topic topic, String file) {
        try {
            return Sha256.of(Files.readAllBytes(topic.file(file)));
        } catch (IOException e) { // then every run reads anew until it can be read
            return e + " " + System.nanoTime();
        }
    }
}
