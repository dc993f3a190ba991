package dev.hqe.topics.legal.compare;

import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The shortest way from one list of words to another, by deleting and inserting.
///
/// Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986) 251. Beyond
/// 1,500 differences the words between the common beginning and end count as replaced.
final class WordDiff {
    private static final int DIFFERENCES_MAX = 1_500;
    private static final int CONTEXT = 6;

    /// What happens to a run of words.
    enum Op {
        EQUAL("equal"),
        DELETE("delete"),
        INSERT("insert");

        private final String word;

        Op(String word) {
            this.word = word;
        }
    }

    /// Words that share an operation.
    record Run(Op op, List<String> words) {}

    private final List<String> before;
    private final List<String> after;
    private final List<Run> runs = new ArrayList<>();

    private WordDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    static List<Run> of(List<String> before, List<String> after) {
        WordDiff diff = new WordDiff(before, after);
        diff.run();
        return diff.runs;
    }

    /// Words that stay, twice, by all words: 1 is the same text, 0 has no word in common in order.
    static double similarity(List<Run> runs) {
        double same = 0;
        double all = 0;
        for (Run run : runs) {
            int words = run.words.size();
            same += run.op == Op.EQUAL ? 2 * words : 0;
            all += run.op == Op.EQUAL ? 2 * words : words;
        }
        return all == 0 ? 1 : same / all;
    }

    private void run() {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        add(Op.EQUAL, before.subList(0, start));
        middle(
                before.subList(start, before.size() - end),
                after.subList(start, after.size() - end));
        add(Op.EQUAL, before.subList(before.size() - end, before.size()));
    }

    private void middle(List<String> a, List<String> b) {
        int most = Math.min(a.size() + b.size(), DIFFERENCES_MAX);
        List<int[]> trace = new ArrayList<>();
        int[] furthest = new int[2 * most + 3];
        for (int d = 0; d <= most; d++) {
            for (int k = -d; k <= d; k += 2) {
                int at = k + most + 1;
                boolean down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
                int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < a.size()
                        && x - k < b.size()
                        && x >= k
                        && a.get(x).equals(b.get(x - k))) {
                    x++;
                }
                furthest[at] = x;
                if (x >= a.size() && x - k >= b.size()) {
                    back(a, b, trace, d);
                    return;
                }
            }
            // only what this round could reach
            int[] reached = new int[2 * d + 1];
            System.arraycopy(furthest, most + 1 - d, reached, 0, reached.length);
            trace.add(reached);
        }
        add(Op.DELETE, a);
        add(Op.INSERT, b);
    }

    /// Walks from the end to the beginning through the rounds.
    private void back(List<String> a, List<String> b, List<int[]> trace, int rounds) {
        List<Run> steps = new ArrayList<>();
        int x = a.size();
        int y = b.size();
        for (int d = rounds; d > 0; d--) {
            int[] before = trace.get(d - 1);
            int k = x - y;
            boolean down = k == -d || (k != d && at(before, d, k - 1) < at(before, d, k + 1));
            int fromX = down ? at(before, d, k + 1) : at(before, d, k - 1);
            int fromY = fromX - (down ? k + 1 : k - 1);
            int equalFrom = down ? fromX : fromX + 1;
            steps.add(new Run(Op.EQUAL, a.subList(equalFrom, x)));
            steps.add(
                    down
                            ? new Run(Op.INSERT, b.subList(fromY, fromY + 1))
                            : new Run(Op.DELETE, a.subList(fromX, fromX + 1)));
            x = fromX;
            y = fromY;
        }
        steps.add(new Run(Op.EQUAL, a.subList(0, x)));
        Collections.reverse(steps);
        steps.forEach(step -> add(step.op(), step.words()));
    }

    /// How far round d - 1 came on a diagonal; minus one where it did not come.
    private static int at(int[] reached, int d, int diagonal) {
        int index = diagonal + d - 1;
        return index < 0 || index >= reached.length || (index & 1) != 0 ? -1 : reached[index];
    }

    private void add(Op op, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).op() == op) {
            List<String> joined = new ArrayList<>(runs.get(last).words());
            joined.addAll(words);
            runs.set(last, new Run(op, joined));
        } else {
            runs.add(new Run(op, words));
        }
    }

    /// Writes an array of runs; of what stays only six words on each side of a change.
    static void write(JsonWriter json, List<Run> runs) {
        json.beginArray();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            json.beginObject().key("op").ascii(run.op().word);
            json.key("text").string(text(run, i > 0, i + 1 < runs.size())).endObject();
        }
        json.endArray();
    }

    private static String text(Run run, boolean changeBefore, boolean changeAfter) {
        List<String> words = run.words();
        int shown = (changeBefore ? CONTEXT : 0) + (changeAfter ? CONTEXT : 0);
        if (run.op() != Op.EQUAL || words.size() <= shown + 1) {
            return String.join(" ", words);
        }
        List<String> parts = new ArrayList<>();
        if (changeBefore) {
            parts.addAll(words.subList(0, CONTEXT));
        }
        parts.add("[...]");
        if (changeAfter) {
            parts.addAll(words.subList(words.size() - CONTEXT, words.size()));
        }
        return String.join(" ", parts);
    }
}
