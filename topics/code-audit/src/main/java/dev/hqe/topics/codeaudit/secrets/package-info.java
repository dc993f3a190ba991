/// The engine that finds credentials in text.
///
/// Enter at [SecretScanner][dev.hqe.topics.codeaudit.secrets.SecretScanner] to find secrets and at
/// [Redaction][dev.hqe.topics.codeaudit.secrets.Redaction] to take them out of a text and put them
/// back. [RuleBook][dev.hqe.topics.codeaudit.secrets.RuleBook] is the list of what is recognised.
///
/// Text is UTF-8 bytes, not strings: every rule is ASCII, and a 16 MiB text then costs 16 MiB and
/// not three times that, which is what lets the tool run in 64 MiB of guest memory. Nothing here
/// needs more of the JDK than arrays and collections, so it runs on the JVM and, compiled by TeaVM,
/// as WebAssembly. It publishes nothing and needs nothing.
@NullMarked
package dev.hqe.topics.codeaudit.secrets;

import org.jspecify.annotations.NullMarked;
