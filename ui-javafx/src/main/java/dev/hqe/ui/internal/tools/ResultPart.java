package dev.hqe.ui.internal.tools;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One way to look at a result.
sealed interface ResultPart {

    /// Objects as rows.
    ///
    /// @param name of the member that holds them; empty for the result itself
    /// @param numeric for each column, whether it has numbers only
    /// @param rows what is shown
    /// @param total how many there are
    record Table(
            String name,
            List<String> columns,
            List<Boolean> numeric,
            List<JsonNode> rows,
            int total)
            implements ResultPart {}

    /// Numbers in an order.
    ///
    /// @param labels what stands below the first, middle and last; may be empty
    /// @param series at least one, each of the same length, with NaN for nothing
    record Chart(String name, List<String> labels, List<Series> series) implements ResultPart {}

    /// Numbers of one kind.
    record Series(String name, double[] values) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /// Any JSON.
    record Tree(JsonNode value) implements ResultPart {}

    /// A text.
    ///
    /// @param markdown whether it looks like Markdown
    /// @param total its length in characters, of which [#text] may be the beginning
    record Words(String text, boolean markdown, int total) implements ResultPart {}

    /// A picture.
    ///
    /// @param bytes as the tool gave it; not to be changed
    record Picture(byte[] bytes, String mimeType, int width, int height) implements ResultPart {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 31 * width + height;
        }
    }

    /// The whole as MCP has it.
    ///
    /// @param total its length in bytes, of which [#text] may be the beginning
    record Raw(String text, int total) implements ResultPart {}
}
