/// The tools that the workbench offers of its own.
///
/// [dev.hqe.mcp.tools.TopicTools] are the Wasm programs of the loaded Topics, run in
/// [dev.hqe.mcp.sandbox] with what [dev.hqe.mcp.guest] gives them by grant; a
/// [dev.hqe.mcp.tools.TopicTransform] is one that sources put their records through.
/// [dev.hqe.mcp.tools.EntityTools] let agents look at the entities. Both are
/// [dev.hqe.mcp.ToolProvider]s like any other. Needs the kernel's Topic catalog and entity store.
/// Publishes [dev.hqe.mcp.tools.TopicTripped] when a program keeps failing and is paused, and
/// [dev.hqe.mcp.tools.TopicRecovered] when it works again or a person has let it go on;
/// [dev.hqe.mcp.tools.TopicTools#paused] says what is paused now.
@NullMarked
package dev.hqe.mcp.tools;

import org.jspecify.annotations.NullMarked;
