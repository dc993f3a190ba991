package dev.hqe.ingestion.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The names of a table's columns, none empty and none twice.
///
/// @param changes what had to be changed, a sentence each
record ColumnNames(List<String> names, List<String> changes) {

    private static final int MAX_NAME_CHARS = 1000;

    ColumnNames {
        names = List.copyOf(names);
        changes = List.copyOf(changes);
    }

    static ColumnNames of(String[] header) {
        List<String> names = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < header.length; i++) {
            String wanted = header[i].strip();
            if (wanted.length() > MAX_NAME_CHARS) {
                wanted = wanted.substring(0, MAX_NAME_CHARS);
                changes.add("The name of column " + (i + 1) + " is cut to 1,000 characters.");
            }
            String name = wanted.isEmpty() ? "column_" + (i + 1) : wanted;
            for (int n = 2; !taken.add(name); n++) {
                name = (wanted.isEmpty() ? "column_" + (i + 1) : wanted) + "_" + n;
            }
            if (wanted.isEmpty()) {
                changes.add("Column " + (i + 1) + " has no name and is called " + name + ".");
            } else if (!name.equals(wanted)) {
                changes.add(
                        "Column " + (i + 1) + " is the second " + wanted + ": it is " + name + ".");
            }
            names.add(name);
        }
        return new ColumnNames(names, changes);
    }

    /// `column_1` and so on.
    static ColumnNames numbered(int count) {
        return new ColumnNames(
                IntStream.rangeClosed(1, count).mapToObj(i -> "column_" + i).toList(), List.of());
    }
}
