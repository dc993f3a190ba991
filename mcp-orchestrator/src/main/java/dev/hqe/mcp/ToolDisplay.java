package dev.hqe.mcp;

import org.jspecify.annotations.Nullable;

/// How the tools are shown to somebody.
///
/// @param mode whether few or many are listed; null where nobody has said
/// @param names how their names are written; null where nobody has said
public record ToolDisplay(@Nullable Mode mode, @Nullable NameStyle names) {

    /// As the server shows them to whoever has not said otherwise.
    public static final ToolDisplay UNSAID = new ToolDisplay(null, null);

    /// When the tools are put behind a search.
    public enum Mode {
        /// Never.
        DIRECT,
        /// Always.
        BROKERED,
        /// When listing them costs more than finding them (docs/tokens.md).
        AUTO
    }

    /// What is said of the mode, else this.
    public Mode modeOr(Mode otherwise) {
        return mode == null ? otherwise : mode;
    }

    /// What is said of the names, else this.
    public NameStyle namesOr(NameStyle otherwise) {
        return names == null ? otherwise : names;
    }

    /// What is said here, and where nothing is, what is said there.
    public ToolDisplay or(ToolDisplay there) {
        return new ToolDisplay(
                mode == null ? there.mode : mode, names == null ? there.names : names);
    }
}
