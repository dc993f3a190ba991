package dev.hqe.topics.codeaudit.dependencies;

/// A place in a manifest or lock file that its reader does not understand.
///
/// @param line from 1
/// @param reason what is there, in a few words
public record Unread(int line, String reason) {}
