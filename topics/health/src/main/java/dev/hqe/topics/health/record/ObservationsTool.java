package dev.hqe.topics.health.record;

import dev.hqe.topics.health.calc.Notice;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Comparator;
import java.util.PriorityQueue;

/// `observations`: what was measured, the latest first.
public final class ObservationsTool {
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;

    /// The order in which measurements are let go of when there are too many.
    private static final Comparator<Measurement> OLDEST_FIRST =
            Comparator.<Measurement>comparingDouble(one -> one.time().days())
                    .thenComparing(one -> one.of().text("resource_id"), Comparator.reverseOrder())
                    .thenComparing(Measurement::name, Comparator.reverseOrder());

    private ObservationsTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int limit = arguments.integer("limit", 1, LIMIT_MAX, LIMIT);
        Selection selection = Selection.of(arguments);
        PriorityQueue<Measurement> latest = new PriorityQueue<>(OLDEST_FIRST);
        int[] matching = {0};
        while (call.nextEntity()) {
            Measurement.each(
                    call.entity().data(),
                    measurement -> {
                        if (selection.has(measurement)) {
                            matching[0]++;
                            latest.add(measurement);
                            if (latest.size() > limit) {
                                latest.remove();
                            }
                        }
                    });
        }
        JsonWriter json = Notice.begin(call).key("matching").number(matching[0]);
        json.key("truncated").bool(matching[0] > limit).key("observations").beginArray();
        latest.stream().sorted(OLDEST_FIRST.reversed()).forEach(one -> one.write(json));
        json.endArray().endObject();
    }
}
