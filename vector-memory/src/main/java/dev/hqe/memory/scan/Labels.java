package dev.hqe.memory.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which slots belong to which Topic and kind: a number for each pair, a list of slots for each
/// number. Slots come and go in one step each, wherever they stand in their list. 12 bytes for each
/// slot. Not thread-safe.
final class Labels {

    /// The label of a slot that nothing is in.
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 4;

    /// A Topic and a kind.
    record Label(String topic, String kind) {}

    private final Map<Label, Integer> numbers = new HashMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<int[]> lists = new ArrayList<>();
    private int[] counts = new int[FIRST_CAPACITY];

    /// The number of a label, a new one if it was never seen.
    int number(String topic, String kind) {
        Label label = new Label(topic, kind);
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        int number = labels.size();
        numbers.put(label, number);
        labels.add(label);
        lists.add(new int[FIRST_CAPACITY]);
        if (number == counts.length) {
            counts = Arrays.copyOf(counts, number * 2);
        }
        return number;
    }

    int size() {
        return labels.size();
    }

    Label label(int number) {
        return labels.get(number);
    }

    /// How many slots have it.
    int count(int number) {
        return counts[number];
    }

    /// The slots that have it, the first [#count] of these, in no order. Not to be changed.
    int[] slots(int number) {
        return lists.get(number);
    }

    /// Puts a slot into a list.
    ///
    /// @return where in the list it stands
    int add(int number, int slot) {
        int[] list = lists.get(number);
        int at = counts[number];
        if (at == list.length) { // by a quarter, because a list may be most of what there is
            list = Arrays.copyOf(list, at + FIRST_CAPACITY + at / 4);
            lists.set(number, list);
        }
        list[at] = slot;
        counts[number] = at + 1;
        return at;
    }

    /// Takes the slot out that stands somewhere in a list; the last one takes its place.
    ///
    /// @return the slot that stands there now, perhaps the one that is gone
    int remove(int number, int at) {
        int[] list = lists.get(number);
        int last = --counts[number];
        list[at] = list[last];
        return list[at];
    }
}
