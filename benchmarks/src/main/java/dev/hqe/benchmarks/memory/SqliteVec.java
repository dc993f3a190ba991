package dev.hqe.benchmarks.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The SQLite extension sqlite-vec: an exact search of all rows.
final class SqliteVec implements Index {

    private static final int COMMIT = 10_000;

    private final Path folder;
    private final Path extension;
    private @Nullable Connection connection;

    SqliteVec(Path folder, Path extension) {
        this.folder = folder;
        this.extension = extension;
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enableLoadExtension(true);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        Connection opened = config.createConnection("jdbc:sqlite:" + folder.resolve("vectors.db"));
        try (PreparedStatement load = opened.prepareStatement("SELECT load_extension(?)")) {
            load.setString(1, extension.toString());
            load.execute();
        }
        return opened;
    }

    @Override
    public void build(SampleSpace space) throws SQLException {
        try (Connection opened = connect();
                Statement statement = opened.createStatement()) {
            statement.execute(
                    "CREATE VIRTUAL TABLE v USING vec0(id INTEGER PRIMARY KEY, topic TEXT, kind TEXT,"
                            + " vector float[384] distance_metric=cosine)");
            opened.setAutoCommit(false);
            try (PreparedStatement insert =
                    opened.prepareStatement(
                            "INSERT INTO v (id, topic, kind, vector) VALUES (?, ?, ?, ?)")) {
                for (int i = 0; i < space.size(); i++) {
                    insert.setInt(1, i);
                    insert.setString(2, SampleSpace.topic(i));
                    insert.setString(3, space.kind(i));
                    insert.setBytes(4, bytes(space.vector(i)));
                    insert.executeUpdate();
                    if (i % COMMIT == COMMIT - 1) {
                        opened.commit();
                    }
                }
            }
            opened.commit();
        }
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    @Override
    public void open() throws SQLException {
        connection = connect();
    }

    @Override
    public int[] search(float[] query, Among among) throws SQLException {
        String text =
                "SELECT id FROM v WHERE vector MATCH ? AND k = "
                        + SampleSpace.HITS
                        + switch (among) {
                            case ALL -> "";
                            case TOPIC -> " AND topic = '" + SampleSpace.TOPIC + "'";
                            case AREA -> " AND kind = '" + SampleSpace.AREA + "'";
                        }
                        + " ORDER BY distance";
        try (PreparedStatement select = Objects.requireNonNull(connection).prepareStatement(text)) {
            select.setBytes(1, bytes(query));
            int[] hits = new int[SampleSpace.HITS];
            int count = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hits[count++] = rows.getInt(1);
                }
            }
            return Arrays.copyOf(hits, count);
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
