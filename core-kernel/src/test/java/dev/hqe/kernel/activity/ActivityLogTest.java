package dev.hqe.kernel.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityLogTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir private Path folder;
    private final List<ActivityRecorded> told = new CopyOnWriteArrayList<>();
    private Instant now = NOW;
    private ActivityLog log;

    @BeforeEach
    void open() {
        log = open(new ActivitySettings(1_000_000, Duration.ofDays(90), 16_384, AT_ONCE, AT_ONCE));
    }

    private ActivityLog open(ActivitySettings settings) {
        return ActivityLog.in(folder.resolve("activity.db"), settings, () -> now, told::add);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static Activity call(String tool, Result result, String text) {
        return new Activity(
                NOW, Kind.CALL, result, "goose", tool, 12, text, Json.object().put("a", 1));
    }

    private static Activity topic(String id) {
        return new Activity(NOW, Kind.TOPIC, Result.OK, "you", id, 0, "granted", Json.object());
    }

    private void addAll(Activity... activities) {
        long before = log.figures(ActivityQuery.all()).total();
        List.of(activities).forEach(log::add);
        awaitTotal(before + activities.length);
    }

    private void awaitTotal(long total) {
        await().untilAsserted(() ->
                assertThat(log.figures(ActivityQuery.all()).total()).isEqualTo(total));
    }

    private List<String> subjects(ActivityQuery query) {
        return log.list(query).items().stream().map(one -> one.activity().subject()).toList();
    }

    @Test
    void givesBackWhatWasAddedNewestFirst() {
        addAll(call("finance.ratios", Result.OK, "fine"), topic("finance"));

        List<RecordedActivity> found = log.list(ActivityQuery.all()).items();

        assertThat(found)
                .extracting(RecordedActivity::activity)
                .containsExactly(topic("finance"), call("finance.ratios", Result.OK, "fine"));
        assertThat(log.get(found.getFirst().seq())).contains(found.getFirst());
        assertThat(told.stream().mapToInt(ActivityRecorded::count).sum()).isEqualTo(2);
    }

    @Test
    void findsByKindResultActorSubjectTimeAndWords() {
        addAll(
                call("finance.ratios", Result.OK, "debt 50% of assets"),
                call("finance", Result.FAILED, "no"),
                call("financex.ratios", Result.REFUSED, "50 % and more"),
                topic("finance"));

        ActivityQuery all = ActivityQuery.all();

        assertThat(subjects(all.kinds(Set.of(Kind.TOPIC)))).containsExactly("finance");
        assertThat(subjects(all.results(Set.of(Result.FAILED, Result.REFUSED))))
                .containsExactly("financex.ratios", "finance");
        assertThat(subjects(all.actor("you"))).containsExactly("finance");
        assertThat(subjects(all.subject("finance").kinds(Set.of(Kind.CALL))))
                .containsExactly("finance", "finance.ratios");
        assertThat(subjects(all.words("DEBT 50%"))).containsExactly("finance.ratios");
        assertThat(subjects(all.words("_"))).isEmpty();
        assertThat(subjects(all.since(NOW.plusMillis(1)))).isEmpty();
        assertThat(subjects(all.before(NOW.plusMillis(1)))).hasSize(4);
        assertThat(log.figures(all.subject("finance")).kinds())
                .containsOnly(Map.entry(Kind.CALL, 2L), Map.entry(Kind.TOPIC, 1L));
    }

    @Test
    void pagesHoldEachActivityOnceWhileMoreComeIn() {
        for (int i = 0; i < 25; i++) {
            log.add(call("t" + i, Result.OK, ""));
        }
        awaitTotal(25);
        List<String> seen = new ArrayList<>();

        ActivityQuery query = ActivityQuery.all().limit(10);
        ActivityLog.Page page = log.list(query);
        while (true) {
            page.items().forEach(one -> seen.add(one.activity().subject()));
            if (!page.more()) {
                break;
            }
            addAll(call("late", Result.OK, ""));
            page = log.list(query.below(page.items().getLast().seq()));
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().first().isEqualTo("t24");
    }

    @Test
    void marksWhereAQueryFindsSomethingWithinAStretch() {
        addAll(
                call("finance.ratios", Result.OK, ""),
                call("legal.find_clause", Result.FAILED, "no"),
                topic("finance"),
                call("finance.ratios", Result.REFUSED, "no"));
        long first = log.span().orElseThrow().first();

        ActivityMarks all = log.marks(ActivityQuery.all().limit(1), first, first + 4);
        ActivityMarks calls = log.marks(ActivityQuery.all().words("finance.r"), first, first + 3);

        assertThat(all.size()).isEqualTo(4);
        assertThat(all.seq(0)).isEqualTo(first + 3);
        assertThat(all.atMillis(0)).isEqualTo(NOW.toEpochMilli());
        assertThat(List.of(all.kind(1), all.kind(2))).containsExactly(Kind.TOPIC, Kind.CALL);
        assertThat(List.of(all.result(0), all.result(1), all.result(2)))
                .containsExactly(Result.REFUSED, Result.OK, Result.FAILED);
        assertThat(calls.size()).isEqualTo(1);
        assertThat(calls.seq(0)).isEqualTo(first);
    }

    @Test
    void readsActivitiesByNumberAndLeavesOutThoseThatAreGone() {
        addAll(call("a", Result.OK, ""), call("b", Result.OK, ""), call("c", Result.OK, ""));
        long first = log.span().orElseThrow().first();

        List<RecordedActivity> found = log.read(List.of(first, first + 2, first + 99));

        assertThat(found).extracting(one -> one.activity().subject()).containsExactly("c", "a");
    }

    @Test
    void spansFromTheOldestToTheNewest() {
        assertThat(log.span()).isEmpty();
        now = NOW.plusSeconds(60);

        addAll(
                call("a", Result.OK, ""),
                new Activity(now, Kind.DATA, Result.OK, "", "b", 0, "", Json.object()));

        assertThat(log.span())
                .hasValueSatisfying(span -> {
                    assertThat(span.last() - span.first()).isEqualTo(1);
                    assertThat(span.from()).isEqualTo(NOW);
                    assertThat(span.to()).isEqualTo(now);
                });
    }

    @Test
    void namesWhoActedAndOnWhatTheMostFrequentFirst() {
        addAll(call("a", Result.OK, ""), topic("finance"), call("b", Result.OK, ""));
        addAll(call("b", Result.OK, ""));

        ActivityLog.Names names = log.names(1_000, 2);

        assertThat(names.actors()).containsExactly(Map.entry("goose", 3L), Map.entry("you", 1L));
        assertThat(names.subjects()).containsExactly(Map.entry("b", 2L), Map.entry("a", 1L));
    }

    @Test
    void keepsNoMoreThanItsSettingsSay() {
        log.close();
        log = open(new ActivitySettings(10, Duration.ofDays(1), 1_000, AT_ONCE, AT_ONCE));

        for (int i = 0; i < 25; i++) {
            addOne("t" + i);
        }
        now = NOW.plus(Duration.ofDays(2));
        log.add(
                new Activity(
                        now, Kind.TOPIC, Result.OK, "you", "last", 0, "granted", Json.object()));

        await().untilAsserted(() ->
                assertThat(subjects(ActivityQuery.all().limit(1_000))).containsExactly("last"));
    }

    private void addOne(String subject) {
        log.add(call(subject, Result.OK, ""));
        await().until(() -> subjects(ActivityQuery.all().limit(1)).contains(subject));
    }

    @Test
    void saysHowManyAFloodHasLeftOut() {
        log.close();
        log =
                open(
                        new ActivitySettings(
                                1_000_000, Duration.ofDays(1), 5, AT_ONCE, Duration.ofMillis(300)));
        for (int i = 0; i < 100; i++) {
            log.add(call("t" + i, Result.OK, ""));
        }

        awaitFailure();

        RecordedActivity note = failures().getFirst();
        long left = note.activity().detail().path("left_out").asLong();
        assertThat(note.activity().text()).isEqualTo(left + " activities were not recorded");
        assertThat(log.figures(ActivityQuery.all().kinds(Set.of(Kind.CALL))).total() + left)
                .isEqualTo(100);
    }

    private void awaitFailure() {
        await().until(() -> !failures().isEmpty());
    }

    private List<RecordedActivity> failures() {
        return log.list(ActivityQuery.all().results(Set.of(Result.FAILED))).items();
    }

    @Test
    void closingWritesWhatWaits() {
        log.close();
        log = open(new ActivitySettings(1_000_000, Duration.ofDays(1), 10_000, AT_ONCE, AT_ONCE));
        for (int i = 0; i < 5_000; i++) {
            log.add(call("t" + i, Result.OK, ""));
        }

        log.close();
        log = open(ActivitySettings.DEFAULT);

        assertThat(log.figures(ActivityQuery.all()).total()).isEqualTo(5_000);
    }

    @Test
    void cutsWhatIsTooLong() {
        Activity activity =
                new Activity(
                        NOW,
                        Kind.CALL,
                        Result.OK,
                        "a".repeat(1_000),
                        "s",
                        -1,
                        "x".repeat(498) + "😀😀",
                        Json.object().put("big", "b".repeat(20_000)));

        assertThat(activity.actor()).hasSize(Activity.MAX_NAME).endsWith("…");
        assertThat(activity.text()).hasSize(499).endsWith("x…");
        assertThat(activity.detail().toString()).isEqualTo("{\"left_out_characters\":20010}");
        assertThat(activity.millis()).isZero();
    }

    @Test
    void refusesALimitOutOfBounds() {
        assertThatThrownBy(() -> ActivityQuery.all().limit(1_001))
                .hasMessage("limit must be 1 to 1000, not 1001");
        assertThatThrownBy(() -> log.marks(ActivityQuery.all(), 1, 50_002))
                .hasMessage("a stretch has at most 50000 numbers, not 50001");
    }
}
