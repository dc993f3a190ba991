package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityMarks;
import dev.hqe.kernel.activity.ActivityQuery;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.rows.Chosen;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Looks through the timeline from its newest end, stretch by stretch, and shows what it has found
/// so far: nobody waits for the end of a million. Of each activity it keeps where it is, when it
/// was and of what sort; the rows themselves are read as they are looked at.
///
/// What comes in while somebody reads is held back and counted, see [#fresh].
///
/// For the JavaFX thread; it never blocks it.
public final class ActivityModel {

    /// How much of the log is looked at in one go: other reads get their turn in between.
    private static final int STRETCH = 16_384;

    /// With more marks than this the log is looked through anew: it has let go of the oldest.
    private static final int MOST_MARKS = 2_000_000;

    private static final Duration BETWEEN_NEWS = Duration.ofMillis(250);
    private static final Duration BETWEEN_NAMES = Duration.ofSeconds(2);
    private static final int MOST_NAMES = 24;

    /// What is known of the log, and how far.
    private record Known(long look, ActivityQuery query, ActivityLog.Span span, long upTo) {}

    /// What has come in.
    private record News(Known known, ActivityMarks marks, boolean more) {}

    private final ActivityLog log;
    private final FxDispatcher dispatcher;
    private final Delays delays;
    private final InstantSource clock;
    private final Chosen<Detail> detail;
    private final Reload<Optional<News>> news;
    private final Reload<ActivityLog.Names> reloadNames;

    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.NONE);
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final BooleanProperty reading = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Listing> listing =
            new ReadOnlyObjectWrapper<>(new Listing.Loading());
    private final ReadOnlyObjectWrapper<Figures> figures =
            new ReadOnlyObjectWrapper<>(Figures.NONE);
    private final ReadOnlyObjectWrapper<Histogram> histogram =
            new ReadOnlyObjectWrapper<>(Histogram.EMPTY);
    private final ReadOnlyIntegerWrapper fresh = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<ActivityLog.Names> names =
            new ReadOnlyObjectWrapper<>(new ActivityLog.Names(Map.of(), Map.of()));
    private final AtomicLong looks = new AtomicLong();
    private volatile @Nullable Known known;
    private @Nullable Found found;
    private long looked;
    private boolean complete;

    /// Where the chart ends; moves on when something comes in that it has no room for.
    private long chartEnd;

    public ActivityModel(
            ActivityLog log, FxDispatcher dispatcher, Delays delays, InstantSource clock) {
        this.log = log;
        this.dispatcher = dispatcher;
        this.delays = delays;
        this.clock = clock;
        this.detail = new Chosen<>("window-activity-detail", dispatcher, new Detail.Nothing());
        this.news =
                new Reload<>(
                        "activity-news",
                        dispatcher,
                        BETWEEN_NEWS,
                        this::readNews,
                        read -> read.ifPresent(this::take),
                        this::failed);
        this.reloadNames =
                new Reload<>(
                        "activity-names",
                        dispatcher,
                        BETWEEN_NAMES,
                        () -> log.names(ActivityLog.LONGEST_STRETCH, MOST_NAMES),
                        names::set,
                        failure -> {});
        filter.addListener((property, before, now) -> {
            if (now.period() != before.period()) {
                chartEnd = clock.millis();
            }
            if (!now.looksForTheSame(before)) {
                look(now.words().equals(before.words()) ? Duration.ZERO : delays.typing());
            } else if (found != null) {
                arrange();
            }
        });
        paused.addListener((property, before, now) -> releaseIfNobodyMinds());
        reading.addListener((property, before, now) -> releaseIfNobodyMinds());
    }

    /// Looks through the timeline, anew if it has been.
    public void look() {
        look(Duration.ZERO);
    }

    private void look(Duration delay) {
        long number = looks.incrementAndGet();
        ActivityQuery query = filter.get().query();
        known = null;
        Thread.ofVirtual()
                .name("window-activity")
                .start(() -> {
                    LockSupport.parkNanos(delay.toNanos());
                    if (looks.get() == number) {
                        look(number, query);
                    }
                });
    }

    private void look(long number, ActivityQuery query) {
        try {
            Optional<ActivityLog.Span> kept = log.span();
            if (kept.isEmpty()) {
                post(number, () -> nothing());
                return;
            }
            ActivityLog.Span span = kept.get();
            post(number, () -> begin(new Known(number, query, span, span.last())));
            long to = span.last() + 1;
            while (to > span.first() && looks.get() == number) {
                long from = Math.max(span.first(), to - STRETCH);
                ActivityMarks marks = log.marks(query, from, to);
                post(number, () -> found(marks, span.last() - from + 1));
                to = from;
            }
            post(number, this::end);
        } catch (RuntimeException e) { // the edge: shown to the person
            post(number, () -> failed(e));
        }
    }

    private void post(long number, Runnable task) {
        dispatcher.post(() -> {
            if (looks.get() == number) {
                task.run();
            }
        });
    }

    private void nothing() {
        found = null;
        listing.set(new Listing.Nothing());
        figures.set(Figures.NONE);
        histogram.set(Histogram.EMPTY);
        fresh.set(0);
    }

    /// Until the first stretch has been looked at the rows of before stay, so that nothing
    /// flickers.
    private void begin(Known now) {
        known = now;
        problem.set("");
        looked = 0;
        complete = false;
        found = null;
        chartEnd = clock.millis();
        if (filter.get().isNone()) {
            open(new Found(Filter.NONE, now.span(), now.upTo(), chartEnd), now);
        }
    }

    private void found(ActivityMarks marks, long lookedNow) {
        Known now = known;
        if (now == null) {
            return;
        }
        looked = lookedNow;
        Found so = found;
        if (so == null) {
            so = new Found(filter.get(), now.span(), now.upTo(), chartEnd);
            int _ = so.addOlder(marks);
            open(so, now);
            return;
        }
        int more = so.addOlder(marks);
        if (listing.get() instanceof Listing.Rows(PagedRows<ActivityRow> rows)) {
            rows.addBehind(more);
            publish(so, now);
        } else if (more > 0) {
            open(so, now);
        } else {
            publish(so, now);
        }
    }

    private void end() {
        complete = true;
        Known now = known;
        Found so = found;
        if (now != null && so != null) {
            looked = now.upTo() - now.span().first() + 1;
            if (so.numbers().size() == 0) {
                listing.set(new Listing.NoMatch(filter.get()));
            }
            publish(so, now);
        }
    }

    private void failed(RuntimeException e) {
        String message = messageOf(e);
        if (listing.get() instanceof Listing.Rows) {
            problem.set(Texts.of("activity.problem", message));
        } else {
            listing.set(new Listing.Failed(message));
        }
    }

    /// Shows the same marks through the filter as it is now.
    private void arrange() {
        Known now = known;
        Found so = found;
        if (now != null && so != null) {
            open(so.through(filter.get(), now.span(), now.upTo(), chartEnd), now);
        }
    }

    private void open(Found now, Known log) {
        found = now;
        Numbers numbers = now.numbers();
        if (numbers.size() > 0) {
            listing.set(
                    new Listing.Rows(
                            PagedRows.of(
                                    numbers.size(),
                                    new NumberedRows(this.log, numbers),
                                    ActivityRow.BLANKS,
                                    dispatcher,
                                    this::failed)));
        } else {
            listing.set(complete ? new Listing.NoMatch(filter.get()) : new Listing.Loading());
        }
        publish(now, log);
    }

    private void publish(Found now, Known log) {
        figures.set(
                new Figures(
                        now.numbers().size(),
                        log.upTo() - log.span().first() + 1,
                        complete ? log.upTo() - log.span().first() + 1 : looked));
        fresh.set(now.held());
        histogram.set(now.histogram());
    }

    /// Something was recorded.
    public void heard() {
        if (listing.get() instanceof Listing.Nothing) {
            look(Duration.ZERO);
        } else {
            news.request();
        }
    }

    private Optional<News> readNews() {
        Known now = known;
        Optional<ActivityLog.Span> kept = now == null ? Optional.empty() : log.span();
        if (now == null || kept.isEmpty() || kept.get().last() <= now.upTo()) {
            return Optional.empty();
        }
        ActivityLog.Span span = kept.get();
        long upTo = Math.min(span.last(), now.upTo() + STRETCH);
        return Optional.of(
                new News(
                        new Known(now.look(), now.query(), span, upTo),
                        log.marks(now.query(), now.upTo() + 1, upTo + 1),
                        upTo < span.last()));
    }

    private void take(News read) {
        if (looks.get() != read.known().look()) {
            return;
        }
        Found so = found;
        if (so == null) { // the first stretch is still looked at
            news.request();
            return;
        }
        known = read.known();
        so.addNewer(read.marks());
        if (so.marks() > MOST_MARKS) {
            look(Duration.ZERO);
            return;
        }
        if (so.isLate()) {
            chartEnd = clock.millis();
            so.redraw(read.known().span(), chartEnd);
        }
        if (flows() || !(listing.get() instanceof Listing.Rows)) {
            release(so);
        }
        publish(so, read.known());
        if (read.more()) {
            news.request();
        }
    }

    private boolean flows() {
        return !paused.get() && !reading.get();
    }

    private void releaseIfNobodyMinds() {
        if (flows()) {
            showFresh();
        }
    }

    /// Lists what was held back.
    public void showFresh() {
        Found so = found;
        Known now = known;
        if (so != null && now != null && so.held() > 0) {
            release(so);
            publish(so, now);
        }
    }

    private void release(Found so) {
        int more = so.release();
        if (more == 0) {
            return;
        }
        if (listing.get() instanceof Listing.Rows(PagedRows<ActivityRow> rows)) {
            rows.addBefore(more);
        } else if (known != null) {
            arrange();
        }
    }

    /// Reads the activity of this row into the detail pane; null empties it.
    public void select(@Nullable ActivityRow row) {
        if (row instanceof ActivityRow.Loaded loaded) {
            if (!(detail.get() instanceof Detail.Shown(RecordedActivity item))
                    || item.seq() != loaded.seq()) {
                detail.read(delays.selecting(), () -> detailOf(loaded.seq()));
            }
        } else if (row == null) {
            detail.clear();
        }
    }

    private Detail detailOf(long seq) {
        try {
            return log.get(seq).<Detail>map(Detail.Shown::new).orElseGet(Detail.Gone::new);
        } catch (RuntimeException e) { // the edge: shown to the person
            return new Detail.Failed(messageOf(e));
        }
    }

    private static String messageOf(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /// Reads again who acts here and on what.
    public void readNames() {
        reloadNames.request();
    }

    /// Takes all filters away.
    public void clear() {
        filter.set(Filter.NONE);
    }

    /// How many have been found of a kind so far, whatever sorts and time are shown.
    public int count(Kind kind) {
        return found == null ? 0 : found.count(kind);
    }

    public int count(Result result) {
        return found == null ? 0 : found.count(result);
    }

    public ObjectProperty<Filter> filter() {
        return filter;
    }

    /// Whether the person has stopped the list.
    public BooleanProperty paused() {
        return paused;
    }

    /// Whether somebody reads, and rows must stay where they are.
    public BooleanProperty reading() {
        return reading;
    }

    public ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Figures> figures() {
        return figures.getReadOnlyProperty();
    }

    /// What there was over time, whatever stretch of it is chosen.
    public ReadOnlyObjectProperty<Histogram> histogram() {
        return histogram.getReadOnlyProperty();
    }

    /// How many have come in that are not listed yet.
    public ReadOnlyIntegerProperty fresh() {
        return fresh.getReadOnlyProperty();
    }

    /// Why some of it could not be read; empty if it could.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Detail> detail() {
        return detail.shown();
    }

    /// Who acts here, and on what.
    public ReadOnlyObjectProperty<ActivityLog.Names> names() {
        return names.getReadOnlyProperty();
    }
}
