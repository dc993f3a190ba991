package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryAnswer;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.MemoryState;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.rows.Chosen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Searches as somebody types, and reads the source of the chosen hit. What was asked last wins;
/// one search runs at a time, and those that were overtaken meanwhile are not begun. Until meaning
/// has answered once - its model has to be loaded - the words answer first. For the JavaFX thread;
/// it never blocks it.
final class MemoryModel {

    /// Hits that are listed.
    static final int MOST = MemoryQuery.MAX_LIMIT;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration WORD_AFTER = Duration.ofMillis(400);

    private final Memory memory;
    private final SourceReading reading;
    private final FxDispatcher dispatcher;
    private final Delays delays;

    private final ObjectProperty<Asked> asked = new SimpleObjectProperty<>(Asked.NOTHING);
    private final ReadOnlyObjectWrapper<Listing> listing =
            new ReadOnlyObjectWrapper<>(new Listing.Unasked());
    private final ReadOnlyObjectWrapper<@Nullable MemoryState> state =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper wordsOnly = new ReadOnlyBooleanWrapper();
    private final BooleanProperty explained = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<@Nullable Found> chosen = new ReadOnlyObjectWrapper<>();
    private final Chosen<Opened> opened;
    private final Reload<MemoryState> look;
    private final AtomicLong asks = new AtomicLong();
    private final Lock wordsTurn = new ReentrantLock();
    private final Lock turn = new ReentrantLock();

    /// Whether meaning has answered, so that it does not have to be waited for.
    private volatile boolean warm;

    private boolean incomplete;

    /// Whether the chosen hit is one that somebody has chosen, and not only the best.
    private boolean picked;

    private boolean inFront;

    MemoryModel(Memory memory, SourceReading reading, FxDispatcher dispatcher, Delays delays) {
        this.memory = memory;
        this.reading = reading;
        this.dispatcher = dispatcher;
        this.delays = delays;
        this.opened = new Chosen<>("window-source", dispatcher, new Opened.Nothing());
        this.look =
                new Reload<>(
                        "memory-state",
                        dispatcher,
                        LOOK_AGAIN,
                        memory::state,
                        this::seen,
                        failure -> {}); // a search says so, too
        asked.addListener((property, before, now) ->
                ask(before.words().equals(now.words()) ? Duration.ZERO : delays.typing()));
    }

    /// The page is in front, or not: only then is it looked how far the memory is.
    void inFront(boolean now) {
        inFront = now;
        if (now) {
            look.request();
        }
    }

    /// Something in the memory has changed.
    void changed() {
        if (inFront) {
            look.request();
        }
    }

    private void seen(MemoryState now) {
        state.set(now);
        boolean busy = isBusy(now);
        if (busy && inFront) {
            look.request();
        }
        if (!busy && incomplete) {
            ask(Duration.ZERO);
        }
    }

    /// Whether hits may still change by themselves.
    static boolean isBusy(MemoryState state) {
        return state.pending() > 0 || (state.withoutVector() > 0 && state.perSecond() > 0);
    }

    /// Looks for the same once more, now.
    void again() {
        ask(Duration.ZERO);
    }

    private void ask(Duration delay) {
        long number = asks.incrementAndGet();
        Asked wanted = asked.get();
        if (wanted.isBlank()) {
            searching.set(false);
            incomplete = false;
            choose(null);
            listing.set(new Listing.Unasked());
            look.request();
            return;
        }
        searching.set(true);
        if (!(listing.get() instanceof Listing.Hits)) {
            listing.set(new Listing.Searching());
        }
        Thread.ofVirtual()
                .name("window-memory")
                .start(() -> {
                    LockSupport.parkNanos(delay.toNanos());
                    search(number, wanted);
                });
    }

    private void search(long number, Asked wanted) {
        boolean meaning = wanted.mode() == Mode.HYBRID && wanted.like().isEmpty();
        if (meaning && !warm) {
            answer(number, wanted.mode(Mode.WORDS), wanted, wordsTurn, true);
        }
        answer(number, wanted, wanted, turn, false);
    }

    /// @param how what the memory is asked
    /// @param first whether more comes behind it
    private void answer(long number, Asked how, Asked wanted, Lock gate, boolean first) {
        gate.lock();
        try {
            if (asks.get() != number) {
                return;
            }
            long began = System.nanoTime();
            MemoryAnswer answer =
                    how.like()
                            .map(like -> alike(like, how))
                            .orElseGet(() -> memory.search(how.query(MOST)));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Terms terms = how.like().isPresent() ? Terms.NONE : Terms.of(how.words());
            List<Found> found = Found.of(answer.hits(), terms);
            boolean byMeaning =
                    found.stream().anyMatch(one -> one.hit().scores().vectorRank().isPresent());
            warm |= byMeaning;
            boolean onlyWords = how.mode() != Mode.WORDS && !byMeaning && !found.isEmpty();
            post(
                    number,
                    () -> {
                        searching.set(first);
                        incomplete = !first && !answer.notes().isEmpty();
                        if (!first) {
                            wordsOnly.set(onlyWords && wanted.like().isEmpty());
                        }
                        if (!found.isEmpty() || !first) {
                            show(found, wanted, terms, took);
                        }
                        look.request();
                    });
            if (first) {
                sayWordsOnlySoon(number);
            }
        } catch (RuntimeException e) { // the edge: shown to the person
            post(
                    number,
                    () -> {
                        searching.set(false);
                        choose(null);
                        listing.set(new Listing.Failed(String.valueOf(e.getMessage())));
                    });
        } finally {
            gate.unlock();
        }
    }

    private MemoryAnswer alike(Asked.Like like, Asked how) {
        MemoryQuery among = how.words("").query(MOST);
        Citation part = like.citationOrNull();
        return part == null ? memory.similar(like.entity(), among) : memory.similar(part, among);
    }

    /// What goes by at once is not worth a word.
    private void sayWordsOnlySoon(long number) {
        Thread.ofVirtual()
                .name("window-memory-words")
                .start(() -> {
                    LockSupport.parkNanos(WORD_AFTER.toNanos());
                    post(
                            number,
                            () -> {
                                if (searching.get()) {
                                    wordsOnly.set(true);
                                }
                            });
                });
    }

    private void post(long number, Runnable task) {
        dispatcher.post(() -> {
            if (asks.get() == number) {
                task.run();
            }
        });
    }

    /// A hit that somebody has chosen stays chosen where it is found again, else the best one is.
    private void show(List<Found> found, Asked wanted, Terms terms, Duration took) {
        if (found.isEmpty()) {
            listing.set(new Listing.NoHits(wanted));
            choose(null);
            return;
        }
        Found before = picked ? chosen.get() : null;
        listing.set(new Listing.Hits(found, wanted, terms, took, found.size() == MOST));
        Optional<Found> same =
                found.stream()
                        .filter(one -> before != null && one.hit().chunk() == before.hit().chunk())
                        .findFirst();
        picked = same.isPresent();
        shown(same.orElse(found.getFirst()));
    }

    /// Somebody has chosen this hit: its source is shown, and it stays chosen while typing goes on
    /// and finds it. Null for none.
    void choose(@Nullable Found found) {
        picked = found != null;
        shown(found);
    }

    private void shown(@Nullable Found found) {
        boolean there = found != null && found.equals(chosen.get());
        if (there && !(opened.get() instanceof Opened.Nothing)) {
            return;
        }
        chosen.set(found);
        if (found == null || !(listing.get() instanceof Listing.Hits hits)) {
            opened.clear();
            return;
        }
        opened.read(delays.selecting(), () -> reading.of(found, hits.hits(), hits.terms()));
    }

    /// The hits are in front: shows the source of the chosen one, or of the first.
    void look() {
        if (listing.get() instanceof Listing.Hits hits) {
            Found now = chosen.get();
            shown(now == null ? hits.hits().getFirst() : now);
        } else {
            choose(null);
        }
    }

    /// Shows this entity, whether or not it is among the hits.
    void open(EntityId id) {
        chosen.set(null);
        opened.read(Duration.ZERO, () -> reading.of(id));
    }

    /// Chooses the hit before or behind the chosen one in the same text.
    void step(int by) {
        Found now = chosen.get();
        if (now == null || !(listing.get() instanceof Listing.Hits hits)) {
            return;
        }
        hits.hits().stream()
                .filter(one -> one.hit().entity().equals(now.hit().entity()))
                .filter(one -> one.hit().cited().of() == now.hit().cited().of())
                .filter(one -> one.number() == now.number() + by)
                .findFirst()
                .ifPresent(this::choose);
    }

    /// Looks for what is like the chosen hit, or like the entity that is shown.
    void similar() {
        if (opened.get() instanceof Opened.Shown(Source source)) {
            Asked.Like like =
                    new Asked.Like(
                            source.entity().id(),
                            source.changed() ? null : source.citation(),
                            source.title());
            asked.set(asked.get().like(like));
        }
    }

    /// What is asked; set it to ask something else.
    ObjectProperty<Asked> asked() {
        return asked;
    }

    ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    /// How far the memory is; null until it has been looked at.
    ReadOnlyObjectProperty<@Nullable MemoryState> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether an answer is on its way.
    ReadOnlyBooleanProperty searching() {
        return searching.getReadOnlyProperty();
    }

    /// Whether words alone have ranked what is listed though meaning was asked for, too.
    ReadOnlyBooleanProperty wordsOnly() {
        return wordsOnly.getReadOnlyProperty();
    }

    /// Whether the chosen hit says how it came to its rank.
    BooleanProperty explained() {
        return explained;
    }

    ReadOnlyObjectProperty<@Nullable Found> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Opened> opened() {
        return opened.shown();
    }
}
