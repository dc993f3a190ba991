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
    final class Series {

        private final String name;
        private final double[] values;

        /// @param values not to be changed any more
        Series(String name, double[] values) {
            this.name = name;
            this.values = values;
        }

        String name() {
            return name;
        }

        /// Not to be changed.
        double[] values() {
            return values;
        }
    }

    /// Any JSON.
    record Tree(JsonNode value) implements ResultPart {}

    /// A text.
    ///
    /// @param markdown whether it looks like Markdown
    /// @param total its length in characters, of which [#text] may be the beginning
    record Words(String text, boolean markdown, int total) implements ResultPart {}

    /// A picture, as the tool gave it.
    final class Picture implements ResultPart {

        private final byte[] bytes;
        private final String mimeType;
        private final int width;
        private final int height;

        /// @param bytes not to be changed any more
        Picture(byte[] bytes, String mimeType, int width, int height) {
            this.bytes = bytes;
            this.mimeType = mimeType;
            this.width = width;
            this.height = height;
        }

        /// Not to be changed.
        byte[] bytes() {
            return bytes;
        }

        String mimeType() {
            return mimeType;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    /// The whole as MCP has it.
    ///
    /// @param total its length in bytes, of which [#text] may be the beginning
    record Raw(String text, int total) implements ResultPart {}
}
