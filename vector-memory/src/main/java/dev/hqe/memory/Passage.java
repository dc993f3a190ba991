package dev.hqe.memory;

import java.util.List;

/// Text of an entity, byte for byte, with its place.
///
/// @param citation opens it again
/// @param text what stands there
/// @param context what gives it sense and stands elsewhere, such as the headings above it,
///   outermost first
/// @param startLine line of its first character, 1 for the first
/// @param endLine line of its last character
/// @param page the page that it begins on, 0 where there are none
public record Passage(
        Citation citation,
        String text,
        List<String> context,
        int startLine,
        int endLine,
        int page) {

    public Passage {
        context = List.copyOf(context);
    }
}
