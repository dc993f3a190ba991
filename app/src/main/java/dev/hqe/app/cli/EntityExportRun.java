package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.kernel.entity.EntityExport;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/// Writes entities to a file, whole or not at all, or to standard output as they come.
final class EntityExportRun {

    private static final String STANDARD_OUTPUT = "-";
    private static final long TELL_EVERY = 10_000;

    private final EntityStore entities;
    private final Station station;
    private final PrintWriter out;
    private final PrintWriter err;

    EntityExportRun(EntityStore entities, Station station, PrintWriter out, PrintWriter err) {
        this.entities = entities;
        this.station = station;
        this.out = out;
        this.err = err;
    }

    int run(EntityQuery query, String target) throws IOException {
        if (target.equals(STANDARD_OUTPUT)) {
            out.flush();
            Writer utf8 =
                    new BufferedWriter(
                            new OutputStreamWriter(station.out(), StandardCharsets.UTF_8));
            try {
                return tell(write(query, utf8));
            } catch (UncheckedIOException e) { // whoever read it has gone
                throw new Failures.BadInput("standard output cannot be written: " + e.getMessage());
            }
        }
        Path file = station.resolve(Path.of(target));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long written;
            try (Writer writer = Files.newBufferedWriter(part)) {
                written = write(query, writer);
            }
            if (!station.isInterrupted()) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return tell(written);
        } catch (IOException | UncheckedIOException e) {
            throw new Failures.BadInput(file + ": cannot be written: " + e.getMessage());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(EntityQuery query, Writer writer) {
        long all = entities.count(query);
        AtomicLong told = new AtomicLong();
        return new EntityExport(entities)
                .write(
                        query,
                        writer,
                        written -> {
                            if (written >= told.get() + TELL_EVERY) {
                                told.set(written);
                                err.println("exported " + written + " of " + all);
                                err.flush();
                            }
                        },
                        station::isInterrupted);
    }

    private int tell(long written) {
        boolean stopped = station.isInterrupted();
        err.println("exported " + written + (stopped ? "; stopped before the end" : ""));
        err.flush();
        return stopped ? Failures.INTERRUPTED : Failures.DONE;
    }
}
