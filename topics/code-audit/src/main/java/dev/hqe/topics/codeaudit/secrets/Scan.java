package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// What a scan found: matches by position, none overlapping another.
///
/// @param complete whether the whole text was looked at, and not only up to the limit of matches
public record Scan(List<Match> matches, boolean complete) {
    public Scan {
        matches = List.copyOf(matches);
    }
}
