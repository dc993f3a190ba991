package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.ui.internal.rows.PageSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the activities of a list by their numbers. Those that are no longer kept are said to be
/// gone.
record NumberedRows(ActivityLog log, Numbers numbers) implements PageSource<ActivityRow> {

    @Override
    public Read<ActivityRow> rows(int from, int to) {
        List<Long> seqs = Arrays.stream(numbers.between(from, to)).boxed().toList();
        return () -> {
            Map<Long, ActivityRow> found = new HashMap<>();
            for (RecordedActivity item : log.read(seqs)) {
                found.put(item.seq(), ActivityRow.of(item));
            }
            return new Chunk<>(
                    seqs.stream()
                            .map(seq -> found.getOrDefault(seq, ActivityRow.BLANKS.gone()))
                            .toList(),
                    false);
        };
    }
}
