package dev.hqe.memory.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/// A model's id as part of a file's name.
final class ModelName {

    private static final int LONGEST = 40;

    private ModelName() {}

    /// Letters, digits, points and dashes of it, and a sum of the whole, so that two models never
    /// share a file.
    static String of(String modelId) {
        CRC32C sum = new CRC32C();
        sum.update(modelId.getBytes(StandardCharsets.UTF_8));
        String readable = modelId.replaceAll("[^A-Za-z0-9.]+", "-").toLowerCase(Locale.ROOT);
        return "%s-%08x"
                .formatted(
                        readable.substring(0, Math.min(LONGEST, readable.length())),
                        sum.getValue());
    }
}
