package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.file.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/// Where what becomes of one file is said. For one thread.
public final class FileSink {

    /// A file that was written so shortly before it was read may have been written again since,
    /// within one tick of the file system's clock.
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Candidate candidate;
    private final BlockingQueue<Fate> fates;
    private final ByteBudget budget;
    private final RunState state;
    private final String fingerprint;
    private final Path scratch;
    private final Instant began = Instant.now();
    private long entities;
    private boolean letters;
    private boolean keepStored;
    private boolean again;
    private boolean vanished;
    private String reason = "";
    private String hash = "";
    private Optional<SeenIds> seen = Optional.empty();

    FileSink(
            Candidate candidate,
            BlockingQueue<Fate> fates,
            ByteBudget budget,
            RunState state,
            String fingerprint,
            Path scratch) {
        this.candidate = candidate;
        this.fates = fates;
        this.budget = budget;
        this.state = state;
        this.fingerprint = fingerprint;
        this.scratch = scratch;
    }

    /// The file.
    public Path file() {
        return candidate.file().file();
    }

    /// Its path in the folder, with `/` between names.
    public String path() {
        return candidate.file().path();
    }

    Candidate candidate() {
        return candidate;
    }

    /// Whether the run is to end.
    public boolean stopped() {
        return state.stopped();
    }

    /// So much of it was read.
    public void read(long bytes) {
        state.bytes.addAndGet(bytes);
    }

    /// Waits until there is room for so many bytes.
    ///
    /// @return false if the run has been stopped instead
    boolean take(int bytes) throws InterruptedException {
        return budget.take(bytes, state);
    }

    void giveBack(int bytes) {
        budget.giveBack(bytes);
    }

    /// Something of it becomes an entity; waits until there is room for it.
    ///
    /// @param place in the file, for a person; empty for the whole file
    /// @param payload what its dead letter keeps if the store refuses it
    /// @param bytes about what it takes in memory
    public void store(
            Entity entity, String place, long record, Supplier<Payload> payload, long bytes)
            throws InterruptedException {
        int share = budget.share(bytes);
        if (!budget.take(share, state)) {
            return;
        }
        if (candidate.sweep() || candidate.stored()) {
            if (seen.isEmpty()) {
                seen = Optional.of(new SeenIds(scratch));
            }
            seen.get().add(entity.id());
        }
        storeTaken(entity, place, record, payload, share);
    }

    /// The same where the bytes have been taken from the budget.
    ///
    /// @return whether they go on to the writer, who gives them back
    boolean storeTaken(
            Entity entity, String place, long record, Supplier<Payload> payload, int bytes)
            throws InterruptedException {
        entities++;
        return state.put(
                fates, new Fate.Store(entity, path(), item(place), record, payload, bytes));
    }

    /// Something of it cannot become an entity.
    ///
    /// @param place in the file, for a person; empty for the whole file
    public void refuse(Reason why, String detail, String place, long record, Payload payload)
            throws InterruptedException {
        letters = true;
        state.put(
                fates, new Fate.Refuse(new Fate.Letter(item(place), why, detail, record, payload)));
    }

    /// Nothing of it can become an entity, and what was stored of it earlier goes away.
    void refuse(Reason why, String detail) throws InterruptedException {
        reason = why.word();
        refuse(why, detail, "", 0, Payload.NOTHING);
    }

    /// It cannot be read. What was stored of it earlier is kept.
    ///
    /// @param retry whether it may be another time, though nobody has written to it
    public void unreadable(Reason why, String detail, boolean retry) throws InterruptedException {
        keepStored = true;
        again = retry;
        refuse(why, detail, "", 0, Payload.NOTHING);
    }

    /// It is not there any more.
    public void vanished() {
        vanished = true;
        state.vanished(path());
    }

    /// @param sha256 of its bytes
    void hash(String sha256) {
        hash = sha256;
    }

    /// It is as it was.
    void unchanged() {
        entities++;
        state.unchanged.incrementAndGet();
    }

    /// Nothing more comes of it.
    void done() throws InterruptedException {
        if (vanished || state.stopped()) {
            seen.ifPresent(SeenIds::close);
            return;
        }
        FileStamp readAs = candidate.file().stamp();
        boolean settled = !again && Stamps.isSettled(readAs, began.minus(TICK));
        long kept = keepStored ? candidate.before().map(FileRow::entities).orElse(0L) : 0;
        FileRow row =
                new FileRow(
                        path(),
                        settled ? Stamps.text(readAs, fingerprint) : "",
                        hash,
                        entities + kept,
                        letters,
                        keepStored ? "" : reason);
        boolean sweep =
                !keepStored
                        && (candidate.sweep() || candidate.stored())
                        && !(entities > 0 && !hash.isEmpty());
        boolean earlier =
                candidate.sweep() || candidate.before().map(FileRow::letters).orElse(true);
        state.put(fates, new Fate.Done(row, candidate.file().item(), sweep, seen, earlier));
    }

    private String item(String place) {
        String item = candidate.file().item();
        return place.isEmpty() ? item : item + SourceFolder.IN_FILE + place;
    }
}
