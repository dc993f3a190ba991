package dev.hqe.kernel.topic;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/// One difference between what was granted and what lies there now.
///
/// @param subject what it is about: a tool, a file, a permission
/// @param words one sentence for a person
/// @param asks whether it waits for a person
/// @param before the lines that were granted, to be shown beside the others; may be empty
/// @param after the lines now; may be empty
/// @param hidden whether there are characters in it that a person does not see; the lines show them
///   as `<U+...>`
public record TopicChange(
        Kind kind,
        String subject,
        String words,
        boolean asks,
        List<String> before,
        List<String> after,
        boolean hidden) {

    /// Lines that are shown around a difference.
    private static final int CONTEXT = 3;

    /// What has changed.
    public enum Kind {
        VERSION,
        PERMISSION_WIDER,
        PERMISSION_NARROWER,
        LIMIT_WIDER,
        LIMIT_NARROWER,
        MANIFEST,
        TOOL_ADDED,
        TOOL_REMOVED,
        TOOL_RENAMED,
        TOOL_CHANGED,
        DESCRIPTION_REWORDED,
        SCHEMA_CHANGED,
        PROMPT_ADDED,
        PROMPT_REMOVED,
        PROMPT_CHANGED,
        FLOW_ADDED,
        FLOW_REMOVED,
        FLOW_CHANGED,
        CODE_CHANGED,
        SERVER_CHANGED,
        FILE_CHANGED
    }

    public TopicChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// The change as `diff -u` prints it; empty where there are no lines to show.
    public List<String> diff() {
        return UnifiedDiffUtils.generateUnifiedDiff(
                "granted", "now", before, DiffUtils.diff(before, after), CONTEXT);
    }
}
