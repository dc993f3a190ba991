package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.IngestException;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.file.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ids that a file has given, to find those that it gives no more. Holds hashes of 60 bits, so
/// of two million ids one that is gone is overlooked with a chance of one in a million.
///
/// Many ids are kept in a file, and compared in so many rounds that memory has its bound. For one
/// thread at a time.
final class SeenIds implements AutoCloseable {

    /// Ids held in memory at once.
    private static final int HELD = 200_000;

    private static final int HASH_DIGITS = 15;

    private final Path scratch;
    private final Set<Long> held = new HashSet<>();
    private long count;
    private @Nullable Path file;
    private @Nullable DataOutputStream out;

    /// @param scratch folder for what is too much for memory
    SeenIds(Path scratch) {
        this.scratch = scratch;
    }

    void add(EntityId id) {
        long hash = hash(id);
        count++;
        if (out == null && held.size() < HELD) {
            held.add(hash);
            return;
        }
        try {
            spill(hash);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void spill(long hash) throws IOException {
        DataOutputStream to = out;
        if (to == null) {
            Path made = Files.createTempFile(scratch, "seen", ".ids");
            file = made;
            to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(made)));
            out = to;
            for (long one : held) {
                to.writeLong(one);
            }
            held.clear();
        }
        to.writeLong(hash);
    }

    /// Names those of the stored ids that were not added.
    ///
    /// @param stored gives all, once for each round
    void notSeen(Supplier<Iterator<EntityId>> stored, Consumer<EntityId> gone) {
        Path spilled = file;
        if (spilled == null) {
            round(stored, 1, 0, held, gone);
            return;
        }
        try {
            close(out);
            out = null;
            int rounds = Math.toIntExact(count / HELD + 1);
            for (int round = 0; round < rounds; round++) {
                round(stored, rounds, round, read(spilled, rounds, round), gone);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void round(
            Supplier<Iterator<EntityId>> stored,
            int rounds,
            int round,
            Set<Long> seen,
            Consumer<EntityId> gone) {
        Iterator<EntityId> ids = stored.get();
        while (ids.hasNext()) {
            EntityId id = ids.next();
            long hash = hash(id);
            if (hash % rounds == round && !seen.contains(hash)) {
                gone.accept(id);
            }
        }
    }

    private Set<Long> read(Path spilled, int rounds, int round) throws IOException {
        Set<Long> seen = new HashSet<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(spilled)))) {
            for (long i = 0; i < count; i++) {
                long hash = in.readLong();
                if (hash % rounds == round) {
                    seen.add(hash);
                }
            }
        }
        return seen;
    }

    private static long hash(EntityId id) {
        return Long.parseLong(Sha256.of(id.value()).substring(0, HASH_DIGITS), 16);
    }

    private static void close(@Nullable DataOutputStream stream) throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    private static IngestException failed(IOException cause) {
        return new IngestException.Failed(
                "what a file has given cannot be noted: " + cause + ". Is the disk full?", cause);
    }

    @Override
    public void close() {
        try {
            close(out);
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
