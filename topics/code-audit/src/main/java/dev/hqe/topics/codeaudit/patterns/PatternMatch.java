package dev.hqe.topics.codeaudit.patterns;

/// A place where a rule holds.
///
/// @param start absolute index of the first byte
/// @param end behind the last byte of the first token
public record PatternMatch(PatternRule rule, int start, int end) {}
