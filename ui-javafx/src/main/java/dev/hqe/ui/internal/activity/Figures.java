package dev.hqe.ui.internal.activity;

/// How much of the timeline is shown.
///
/// @param shown how many activities are listed
/// @param kept how many the log keeps, about
/// @param looked how many of these have been looked through
public record Figures(long shown, long kept, long looked) {

    static final Figures NONE = new Figures(0, 0, 0);

    /// Whether all has been looked through.
    public boolean complete() {
        return looked >= kept;
    }
}
