package dev.hqe.mcp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A server as another program's file has it, already in the portable form. In its values an [#ask]
/// stands for the answer to a question, and [#BUNDLE] for the folder of the bundle.
///
/// @param name as the other program calls it; any text
/// @param json its fields
record Draft(String name, ObjectNode json) {

    /// Stands for the folder that a bundle is unpacked to.
    static final String BUNDLE = "\uE002";

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';

    /// What a source has found. Filled by one source on one thread.
    static final class Findings {
        final List<Draft> drafts = new ArrayList<>();
        final Map<String, ImportPlan.Question> questions = new LinkedHashMap<>();
        final List<ImportPlan.Skipped> skipped = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        void note(String note) {
            if (!notes.contains(note) && notes.size() < 200) {
                notes.add(note);
            }
        }

        void skip(String name, String why) {
            if (skipped.size() < 500) {
                skipped.add(new ImportPlan.Skipped(name, why));
            }
        }
    }

    /// Stands for the answer to a question.
    static String ask(String key) {
        return OPEN + key + CLOSE;
    }

    static boolean hasAsk(String value) {
        return value.indexOf(OPEN) >= 0;
    }

    /// The text of a stranger, which must not look like one of our marks.
    ///
    /// @throws ConfigException when it does
    static String foreign(String value) {
        if (value.chars().anyMatch(c -> c >= OPEN && c <= '\uE002')) {
            throw new ConfigException("has a character for private use (U+E000): remove it");
        }
        return value;
    }
}
