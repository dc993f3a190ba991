package dev.hqe.benchmarks.memory;

import java.io.IOException;
import java.sql.SQLException;

/// Somebody's index of vectors, in a folder. For one thread.
interface Index extends AutoCloseable {

    /// Makes it of all vectors, durably.
    void build(SampleSpace space) throws Exception;

    /// Opens what was built.
    void open() throws Exception;

    /// The numbers of the nearest vectors.
    ///
    /// @param among which ones
    int[] search(float[] query, Among among) throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
