package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityQuery;
import dev.hqe.kernel.activity.ActivityRecorded;
import dev.hqe.kernel.activity.ActivitySettings;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import tools.jackson.databind.node.ObjectNode;

/// A real timeline with made-up happenings: mostly calls that go well, some that do not, and what
/// becomes of Topics, servers, sources and data.
public final class Happenings implements AutoCloseable {

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final List<String> AGENTS = List.of("claude-code", "cursor", "goose", "codex");

    /// A tool, arguments as they are recorded, how long it usually takes.
    private record Call(String tool, String arguments, int millis) {}

    private static final List<Call> CALLS =
            List.of(
                    new Call("legal.find_clause", "about: \"cure period, material breach\"", 60),
                    new Call("code.find_symbol", "symbol: \"PaymentRouter.settle\"", 20),
                    new Call("git.diff_unstaged", "repository: \"orbit-sync\"", 110),
                    new Call("memory.search", "query: \"covenant breach notice period\"", 40),
                    new Call("health.lab_trend", "marker: \"HbA1c\"\nmonths: 36", 55),
                    new Call(
                            "finance.price_bars",
                            "instrument: \"NRVL\"\nfrom: \"2026-11-20\"",
                            400),
                    new Call("code.call_graph", "symbol: \"PaymentRouter\"\ndepth: 3", 230),
                    new Call("files.read_text_file", "path: \"src/main/PaymentRouter.java\"", 4));

    /// When all of it ends.
    public static final Instant NOW = Instant.parse("2026-11-22T10:42:31Z");

    public final ActivityLog log;
    private final Random random = new Random(7);

    /// @param told as by [ActivityLog#in]
    public Happenings(Path folder, Consumer<? super ActivityRecorded> told) {
        log =
                ActivityLog.in(
                        folder.resolve("activity.db"),
                        new ActivitySettings(
                                3_000_000, Duration.ofDays(3_650), 2_000_000, AT_ONCE, AT_ONCE),
                        Instant::now,
                        told);
    }

    /// So many, until that time, that long between each on average; waits until they are recorded.
    public void fill(int count, Instant until, Duration between) {
        long before = log.span().map(span -> span.last() - span.first() + 1).orElse(0L);
        double ago = (double) between.toMillis() * count;
        for (int i = count - 1; i >= 0 && ago >= 0; i--) {
            log.add(one(until.minusMillis(Math.round(ago))));
            double pace = 1 + 0.6 * Math.sin(i / 130.0) * Math.cos(i / 37.0);
            ago -= between.toMillis() * pace * 2 * random.nextDouble();
            ago = i == 1 ? 0 : Math.max(1, ago);
        }
        awaitKept(before + count);
    }

    /// Adds these and waits until they are recorded.
    public void add(Activity... activities) {
        long before = log.span().map(span -> span.last() - span.first() + 1).orElse(0L);
        List.of(activities).forEach(log::add);
        awaitKept(before + activities.length);
    }

    private void awaitKept(long count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() ->
                        log.span()
                                .filter(span -> span.last() - span.first() + 1 >= count)
                                .isPresent());
    }

    private Activity one(Instant at) {
        int sort = random.nextInt(100);
        if (sort < 3) {
            return fact(at, Kind.TOPIC, Result.OK, "you", "legal", "granted 1.2.0");
        }
        if (sort < 6) {
            return fact(at, Kind.DATA, Result.OK, "", "finance/PriceBar", "12 stored, 3 changed");
        }
        if (sort < 8) {
            return fact(at, Kind.SERVER, Result.FAILED, "", "fetch", "exit code 137, try 2 of 5");
        }
        if (sort < 10) {
            return fact(at, Kind.SOURCE, Result.OK, "", "daily-bars", "48 stored, 0 refused");
        }
        if (sort < 12) {
            return fact(
                    at,
                    Kind.APPROVAL,
                    Result.WAITING,
                    "claude-code",
                    "net.fetch",
                    "asked for a yes");
        }
        Call call = CALLS.get(random.nextInt(CALLS.size()));
        int way = random.nextInt(100);
        Result result = way < 94 ? Result.OK : way < 98 ? Result.FAILED : Result.REFUSED;
        long millis = Math.max(1, Math.round(call.millis() * Math.exp(random.nextGaussian())));
        return call(
                at,
                AGENTS.get(random.nextInt(AGENTS.size())),
                call.tool(),
                result,
                millis,
                call.arguments());
    }

    public static Activity call(String agent, String tool, Result result) {
        return call(NOW, agent, tool, result, 64, "about: \"cure period\"\nlimit: 5");
    }

    public static Activity call(
            Instant at, String agent, String tool, Result result, long millis, String arguments) {
        String answer =
                switch (result) {
                    case OK ->
                            "{\"clauses\":[{\"number\":\"14.2\",\"cure_days\":30,"
                                    + "\"cite\":{\"file\":\"msa-ostrava-2025.md\","
                                    + "\"lines\":[212,219]}}]}";
                    case REFUSED -> "Host is not in the grant";
                    case FAILED, WAITING -> "HTTP 429, retry in 30 s";
                };
        ObjectNode detail = Json.object();
        detail.put("call", "4711").put("by", "agent").put("version", "2.1.4");
        detail.put(
                "ending",
                result == Result.OK ? "ok" : result == Result.FAILED ? "failed" : "refused");
        detail.put("arguments", arguments).put("answer", answer).put("answer_bytes", 1_946);
        return new Activity(
                at,
                Kind.CALL,
                result,
                agent,
                tool,
                millis,
                result == Result.OK ? "" : answer,
                detail);
    }

    public static Activity fact(
            Instant at, Kind kind, Result result, String actor, String subject, String text) {
        return new Activity(at, kind, result, actor, subject, 0, text, Json.object());
    }

    public long count() {
        return log.figures(ActivityQuery.all()).total();
    }

    @Override
    public void close() {
        log.close();
    }
}
