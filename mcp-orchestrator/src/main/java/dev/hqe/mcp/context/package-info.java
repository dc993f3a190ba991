/// What the workbench itself gives agents to read and to start from: entities, documents and the
/// files of Topics as resources, the templates of Topics as prompts.
///
/// Addresses are [dev.hqe.mcp.context.HqeUri]s: `hqe://entities/{+id}`, `hqe://documents/{+id}`,
/// `hqe://topics/{topic}/{+file}`. Enter at [dev.hqe.mcp.context.EntityResources],
/// [dev.hqe.mcp.context.TopicFiles] and [dev.hqe.mcp.context.TopicPrompts]; they are
/// [dev.hqe.mcp.ResourceProvider]s and a [dev.hqe.mcp.PromptProvider] like any other. Needs the
/// kernel's entity store, Topic catalog and event bus, and publishes nothing.
@NullMarked
package dev.hqe.mcp.context;

import org.jspecify.annotations.NullMarked;
