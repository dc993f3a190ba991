package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// The rows of an import that cannot be read, with their lines. Not thread-safe.
public final class RowErrors {
    private static final int KEPT = 100;
    private static final int SAID = 5;

    private record RowError(int line, String message) {}

    private final List<RowError> kept = new ArrayList<>();
    private int count;

    public void add(int line, String message) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new RowError(line, message));
        }
    }

    /// Ends the call if there are some.
    ///
    /// @param rows of the file altogether
    /// @throws ToolError that names the first of them
    public void requireNone(int rows) {
        if (count == 0) {
            return;
        }
        StringBuilder message = new StringBuilder();
        message.append(count).append(" of ").append(rows);
        message.append(" rows cannot be read, so nothing was stored:");
        for (RowError error : kept.subList(0, Math.min(SAID, kept.size()))) {
            message.append(" line ").append(error.line()).append(": ").append(error.message());
            message.append(';');
        }
        if (count > SAID) {
            message.append(" and ").append(count - SAID).append(" more;");
        }
        throw new ToolError(message + " mend them, or leave them out with skip_bad_rows: true");
    }

    /// Writes `error_count`, and the first hundred as `errors`.
    public void write(JsonWriter json) {
        json.key("error_count").number(count).key("errors").beginArray();
        for (RowError error : kept) {
            json.beginObject().key("line").number(error.line());
            json.key("message").string(error.message()).endObject();
        }
        json.endArray();
    }
}
