package dev.hqe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Topic with prices, as a person drops it in.
final class ShopTopic {

    private ShopTopic() {}

    /// Writes it into a data directory.
    ///
    /// @param schema of prices
    /// @param source name of one that it proposes
    /// @param yaml of that source
    static void write(Path home, String schema, String source, String yaml) throws IOException {
        Path topic = home.resolve("topics/shop");
        Files.createDirectories(topic.resolve("schemas"));
        Files.createDirectories(topic.resolve("sources"));
        Files.writeString(
                topic.resolve("topic.yaml"),
                """
                id: shop
                name: Shop
                version: 1.0.0
                data_schema:
                  Price: schemas/price.json
                """);
        Files.writeString(topic.resolve("schemas/price.json"), schema);
        Files.writeString(topic.resolve("sources").resolve(source + ".yaml"), yaml);
    }
}
