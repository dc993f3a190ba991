/// The shell around the engine: its three tools as the kit's [Tools][dev.hqe.topics.kit.Tools].
///
/// Enter at [Main][dev.hqe.topics.codeaudit.guest.Main], which is what the Wasm module starts, or
/// at [CodeAudit][dev.hqe.topics.codeaudit.guest.CodeAudit], which a test can call on the JVM. It
/// needs the engine beside it and the kit.
@NullMarked
package dev.hqe.topics.codeaudit.guest;

import org.jspecify.annotations.NullMarked;
