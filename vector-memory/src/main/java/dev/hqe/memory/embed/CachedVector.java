package dev.hqe.memory.embed;

import dev.hqe.kernel.store.Sql;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.CRC32;

/// A row of the [EmbeddingCache]. Immutable.
final class CachedVector {

    private final String text;
    private final byte[] key;

    /// 32-bit floats, little endian, then the CRC-32 of them.
    private final byte[] stored;

    private final long used;

    private CachedVector(String text, byte[] key, byte[] stored, long used) {
        this.text = text;
        this.key = key;
        this.stored = stored;
        this.used = used;
    }

    String text() {
        return text;
    }

    /// Seconds since 1970.
    long used() {
        return used;
    }

    /// Notes that it was used.
    void touch(Sql sql, long now) throws SQLException {
        sql.update("UPDATE vectors SET used = ? WHERE key = ?", now, key);
    }

    static Optional<CachedVector> find(Sql sql, String space, String text) throws SQLException {
        byte[] key = key(space, text);
        return sql.first(
                "SELECT vector, used FROM vectors WHERE key = ?",
                row -> new CachedVector(text, key, row.getBytes(1), row.getLong(2)),
                key);
    }

    static void put(Sql sql, String space, String text, float[] vector, long used)
            throws SQLException {
        sql.update(
                "INSERT INTO vectors (key, vector, used) VALUES (?, ?, ?)"
                        + " ON CONFLICT (key) DO UPDATE SET vector = excluded.vector, used = excluded.used",
                key(space, text),
                bytes(vector),
                used);
    }

    private static byte[] key(String space, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(space.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) { // each Java platform has it
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        bytes.putInt(vector.length * Float.BYTES, sum(bytes.array()));
        return bytes.array();
    }

    /// Empty if it is not what was stored.
    Optional<float[]> vector(int dimensions) {
        if (stored.length != dimensions * Float.BYTES + Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(dimensions * Float.BYTES) != sum(stored)) {
            return Optional.empty();
        }
        float[] vector = new float[dimensions];
        bytes.asFloatBuffer().get(vector);
        return Optional.of(vector);
    }

    private static int sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) sum.getValue();
    }
}
