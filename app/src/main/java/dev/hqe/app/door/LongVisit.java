package dev.hqe.app.door;

import dev.hqe.kernel.json.Json;
import dev.hqe.shim.DoorException;
import dev.hqe.shim.Visit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A visit that lasts as long as what was wished for, or as the visitor: first one JSON object on a
/// line, which says what it has got, and at a good end the line `over`.
///
/// This is the visitor's side; the workbench's is [#last]. For one thread.
public final class LongVisit implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LongVisit.class.getName());
    private static final String OVER = "over";

    private final Visit visit;
    private final BufferedReader lines;

    /// @param visit that has just begun
    public LongVisit(Visit visit) {
        this.visit = visit;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(visit.channel()), StandardCharsets.UTF_8));
    }

    /// What it has got. Once, and first.
    ///
    /// @throws DoorException if the workbench has ended before
    public JsonNode begin() throws DoorException {
        try {
            String line = lines.readLine();
            if (line != null) {
                return Json.MAPPER.readTree(line);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the workbench died", e);
        }
        throw new DoorException("the workbench has ended. Try again");
    }

    /// Waits for its end.
    ///
    /// @return whether it was a good one; else the workbench died
    public boolean awaitEnd() {
        try {
            return OVER.equals(lines.readLine());
        } catch (IOException e) {
            return false; // it died in the middle of a line
        }
    }

    @Override
    public void close() throws IOException {
        visit.close();
    }

    /// Keeps a visitor until it leaves, the workbench sends everybody away, or what it wished for
    /// is over.
    ///
    /// @param got what it is told first
    static void last(Guest guest, Wish.Streams streams, ObjectNode got, CompletableFuture<?> over)
            throws IOException, InterruptedException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        guest.leavesBy(() -> end.complete(null));
        write(streams, got.toString());
        Thread.ofVirtual().name("visitor-" + guest.number()).start(() -> awaitLeft(streams, left));
        try {
            CompletableFuture.anyOf(end, left, over).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a visitor to leave", e);
        }
        if (!left.isDone()) {
            write(streams, OVER);
        }
    }

    private static void awaitLeft(Wish.Streams streams, CompletableFuture<Void> left) {
        try {
            while (streams.in().read() >= 0) {
                // A visitor of this kind has no more to say.
            }
            left.complete(null);
        } catch (IOException e) {
            left.complete(null);
        }
    }

    private static void write(Wish.Streams streams, String line) throws IOException {
        streams.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
