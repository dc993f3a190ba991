/// The shell around the engine: a WASI command that reads JSON Lines and answers with one JSON
/// value.
///
/// Enter at [Main][dev.hqe.topics.codeaudit.guest.Main], which is what the Wasm module starts, or
/// at [CodeAudit][dev.hqe.topics.codeaudit.guest.CodeAudit], the same tools on plain byte streams
/// for the JVM. It needs the engine and the JSON package next to it, and of WASI only
/// `args_sizes_get`, `args_get`, `fd_read`, `fd_write` and `proc_exit`.
@NullMarked
package dev.hqe.topics.codeaudit.guest;

import org.jspecify.annotations.NullMarked;
