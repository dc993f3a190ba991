package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.ResultJson;
import java.util.List;
import java.util.Optional;

/// A result, in the ways it can be looked at.
///
/// @param parts the one a person wants first stands first; empty where there is no result
/// @param whole all of it, to be saved; empty where there is none
/// @param notes what is not shown, and why
/// @param isForgotten whether there was one, of which nothing is kept
record ResultSheet(
        List<ResultPart> parts,
        Optional<ResultJson> whole,
        List<String> notes,
        boolean isForgotten) {

    private static final ResultSheet NONE =
            new ResultSheet(List.of(), Optional.empty(), List.of(), false);
    private static final ResultSheet FORGOTTEN =
            new ResultSheet(List.of(), Optional.empty(), List.of(), true);

    ResultSheet {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    static ResultSheet none() {
        return NONE;
    }

    static ResultSheet forgotten() {
        return FORGOTTEN;
    }
}
