package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.List;

/// All rules, and the index that says which of their forms may start where.
///
/// The index has a cell for every pair of ASCII characters. A scan looks up two bytes at a time and
/// finds, nearly everywhere, an empty cell; that one array read per byte is what most text costs.
/// Immutable once built.
public final class RuleBook {
    private final List<Rule> rules;

    /// For two characters `a` and `b`, at `a << 7 | b`: 0, or the number of a cell in [#cells].
    private final short[] cellOf = new short[128 * 128];

    private final List<List<Entry>> cells = new ArrayList<>();

    /// A form and the rule that it belongs to.
    record Entry(Rule rule, Detector detector) {}

    private RuleBook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        cells.add(List.of());
        for (Rule rule : rules) {
            for (Detector detector : rule.detectors()) {
                index(new Entry(rule, detector));
            }
        }
    }

    /// Every rule of this version. Built anew each time: an instance lives as long as one tool
    /// call.
    public static RuleBook standard() {
        List<Rule> rules = new ArrayList<>();
        CloudRules.addTo(rules);
        CodeHostRules.addTo(rules);
        ServiceRules.addTo(rules);
        MessagingRules.addTo(rules);
        KeyRules.addTo(rules);
        GenericRules.addTo(rules);
        return new RuleBook(rules);
    }

    /// In a fixed order.
    public List<Rule> rules() {
        return rules;
    }

    /// The forms that may start with these two bytes; both must be ASCII.
    List<Entry> startingWith(byte first, byte second) {
        return cells.get(cellOf[first << 7 | second]);
    }

    boolean mayStartWith(byte first, byte second) {
        return (first | second) >= 0 && cellOf[first << 7 | second] != 0;
    }

    private void index(Entry entry) {
        boolean anyCase = entry.detector().ignoresCase();
        for (String anchor : entry.detector().anchors()) {
            int a = anchor.charAt(0);
            int b = anchor.charAt(1);
            cellAt(a, b).add(entry);
            if (anyCase && upper(a) != a) {
                cellAt(upper(a), b).add(entry);
            }
            if (anyCase && upper(b) != b) {
                cellAt(a, upper(b)).add(entry);
            }
            if (anyCase && upper(a) != a && upper(b) != b) {
                cellAt(upper(a), upper(b)).add(entry);
            }
        }
    }

    private List<Entry> cellAt(int a, int b) {
        int at = a << 7 | b;
        if (cellOf[at] == 0) {
            cellOf[at] = (short) cells.size();
            cells.add(new ArrayList<>());
        }
        return cells.get(cellOf[at]);
    }

    private static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }
}
