package dev.hqe.memory.store;

import dev.hqe.memory.SampleVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that opens a store twice and says what came of it. Where it fails, it does what a
/// person would who reads the message.
final class OpenedLibrary {

    private OpenedLibrary() {}

    public static void main(String[] arguments) throws IOException {
        Path libraries = Path.of(arguments[1]);
        for (int i = 0; i < 2; i++) {
            try (VectorStore store =
                    VectorStores.open(
                            Path.of(arguments[0]),
                            libraries,
                            VectorStoreContract.MODEL,
                            VectorStoreContract.DIMENSIONS)) {
                store.put(new SampleVectors(VectorStoreContract.DIMENSIONS, 1).chunks(1, 3));
                System.out.println("opened " + store.count());
            } catch (VectorStoreException e) {
                System.out.println("failed " + e.getMessage());
                Files.delete(libraries);
            }
        }
    }
}
