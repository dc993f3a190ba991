package dev.hqe.kernel.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// One step of the database's schema. Steps are applied in order, each once, each in a transaction
/// of its own; a step that has shipped is never edited.
///
/// @param name for messages and logs
/// @param script SQL statements, parted by semicolons
public record Migration(String name, String script) {

    /// Reads a script that lies beside a class.
    public static Migration resource(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new StorageException(beside.getName() + " has no resource " + file, null);
            }
            return new Migration(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StorageException("cannot read " + file, e);
        }
    }
}
