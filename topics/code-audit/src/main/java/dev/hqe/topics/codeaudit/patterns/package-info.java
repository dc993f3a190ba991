/// Finds risky code by rules over tokens: injection, weak cryptography, unsafe deserialization,
/// checks that are switched off.
///
/// Enter at [PatternScanner][dev.hqe.topics.codeaudit.patterns.PatternScanner];
/// [PatternBook][dev.hqe.topics.codeaudit.patterns.PatternBook] is the list of rules of a
/// [Language][dev.hqe.topics.codeaudit.patterns.Language]. It publishes nothing and needs only
/// [Severity][dev.hqe.topics.codeaudit.secrets.Severity] of the secrets beside it.
///
/// A lexer per language family cuts the text into words, numbers, strings and marks; comments are
/// gone and the content of a string is one token, so no rule matches inside of either. There are no
/// types and no data flow: a rule says that a construct is worth a look, not that it is a hole.
/// Work is a constant per byte whatever the text holds: a rule looks at most 64 tokens ahead.
@NullMarked
package dev.hqe.topics.codeaudit.patterns;

import org.jspecify.annotations.NullMarked;
