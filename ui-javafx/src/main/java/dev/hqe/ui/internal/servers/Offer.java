package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.ImportPlan;
import dev.hqe.mcp.config.ImportPlan.Addition;
import dev.hqe.mcp.config.ImportPlan.Question;
import dev.hqe.mcp.config.ImportPlan.Skipped;
import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;

/// What one file of another program has to import.
///
/// @param title whose file it is
/// @param plan what importing it would do; empty where it cannot be read
/// @param problem why it cannot be read; empty if it can
/// @param items its servers, each to be chosen
/// @param asked what its servers ask for
record Offer(
        String title,
        Path file,
        Optional<ImportPlan> plan,
        String problem,
        List<Item> items,
        List<Asked> asked) {

    /// A server that can be imported.
    record Item(Addition addition, BooleanProperty chosen) {}

    /// A question, and what was typed for it.
    record Asked(Question question, StringProperty answer) {}

    Offer {
        items = List.copyOf(items);
        asked = List.copyOf(asked);
    }

    /// What is not imported, and why.
    List<Skipped> skipped() {
        return plan.map(ImportPlan::skipped).orElse(List.of());
    }

    List<String> notes() {
        return plan.map(ImportPlan::notes).orElse(List.of());
    }

    Set<ServerName> chosen() {
        return items.stream()
                .filter(item -> item.chosen().get())
                .map(item -> item.addition().name())
                .collect(Collectors.toSet());
    }

    /// What was typed, by the key of its question.
    Map<String, String> answers() {
        return asked.stream()
                .filter(one -> !one.answer().get().isBlank())
                .collect(Collectors.toMap(one -> one.question().key(), one -> one.answer().get()));
    }
}
