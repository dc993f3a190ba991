package dev.hqe.mcp.config;

import java.util.ArrayList;
import java.util.List;

/// The lines in which two texts differ, as one hunk with some lines around it: changes here are in
/// one place. What looks like a secret is blotted out.
public final class TextDiff {

    private static final int AROUND = 2;
    private static final int MAX_LINES = 400;

    private TextDiff() {}

    /// Lines that begin with `-`, `+` or a space; none when the texts are equal.
    public static List<String> lines(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < now.size() - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> diff = new ArrayList<>();
        if (head == old.size() && head == now.size()) {
            return diff;
        }
        diff.add("@@ line " + (head + 1) + " @@");
        add(diff, " ", old.subList(Math.max(0, head - AROUND), head));
        add(diff, "-", old.subList(head, old.size() - tail));
        add(diff, "+", now.subList(head, now.size() - tail));
        int end = old.size() - tail;
        add(diff, " ", old.subList(end, Math.min(old.size(), end + AROUND)));
        return diff.size() <= MAX_LINES
                ? diff
                : List.copyOf(diff.subList(0, MAX_LINES)); // somebody else's one-line file
    }

    private static void add(List<String> diff, String sign, List<String> lines) {
        lines.forEach(line -> diff.add(sign + SecretSniffer.masked(line)));
    }
}
