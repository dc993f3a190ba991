package dev.hqe.memory.embed;

import java.io.IOException;
import java.nio.file.Path;

/// A process that embeds one text, says so and stays.
final class EmbedOnce {

    private EmbedOnce() {}

    /// Embeds.
    ///
    /// @param args the folder of the native library
    public static void main(String[] args) throws IOException {
        LocalEmbedder embedder =
                new LocalEmbedder(LocalModel.ALL_MINILM_L6_V2, Path.of(args[0]), 1);
        System.out.println("vector of " + embedder.embedQuery("hello").length);
        int end = System.in.read();
        embedder.close();
        System.out.println("ended by " + end);
    }
}
