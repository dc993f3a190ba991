package dev.hqe.kernel.entity;

import java.util.Set;
import java.util.regex.Pattern;

/// Name of a Topic: a lower-case letter, then up to 47 lower-case letters, digits or `_`. It is
/// also the first part of the Topic's tool names.
public record TopicId(String value) implements Comparable<TopicId> {

    /// First parts of the names of the workbench's own tools, today's and planned ones: no Topic
    /// and no hosted server may be called so.
    public static final Set<String> RESERVED =
            Set.of("entities", "memory", "flows", "topics", "hqe");

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public TopicId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is not a Topic id: a lower-case letter, then up to 47 lower-case"
                            + " letters, digits or _");
        }
    }

    @Override
    public int compareTo(TopicId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
