/// The shell of a Topic's Wasm tools: a WASI command that reads JSON Lines and answers with one
/// JSON value.
///
/// Enter at [Tools][dev.hqe.topics.kit.Tools], which maps names to
/// [Tool][dev.hqe.topics.kit.Tool]s; each answers a [Call][dev.hqe.topics.kit.Call]. A Topic's
/// `Main` is then a few lines:
///
/// ```java
/// public final class Main {
///     public static final Tools TOOLS = new Tools().with("sma", Sma::answer).with("rsi", Rsi::answer);
///
///     public static void main(String[] args) {
///         TOOLS.serve(args);
///     }
/// }
/// ```
///
/// What a tool asks of the workbench it asks of [Host][dev.hqe.topics.kit.Host], which
/// `call.host()` gives: store an entity, get one, look for some. Days are
/// [Day][dev.hqe.topics.kit.Day]s.
///
/// It needs the JSON package below it, and of WASI only `args_sizes_get`, `args_get`, `fd_read`,
/// `fd_write` and `proc_exit`. A module whose tools use [Host][dev.hqe.topics.kit.Host] also
/// imports those of the workbench's `hqe_entity_*` functions that they call, in `extism:host/user`,
/// and those of `extism:host/env` that move bytes. `Math.sqrt`, `floor`, `ceil`, `rint`, `round`
/// and `abs` may be called; for logarithms and powers there is [Real][dev.hqe.topics.kit.Real].
@NullMarked
package dev.hqe.topics.kit;

import org.jspecify.annotations.NullMarked;
