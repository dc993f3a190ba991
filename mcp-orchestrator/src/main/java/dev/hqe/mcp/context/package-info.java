/// What the workbench itself gives agents to read and to start from: entities, documents and the
/// files of Topics as resources, the templates of Topics as prompts, and the skills of Topics as
/// both.
///
/// Addresses are [dev.hqe.mcp.context.HqeUri]s: `hqe://entities/{+id}`, `hqe://documents/{+id}`,
/// `hqe://topics/{topic}/{+file}`. Those of skills follow MCP's skills extension:
/// `skill://{topic}/{skill}/{+path}`. Enter at [dev.hqe.mcp.context.EntityResources],
/// [dev.hqe.mcp.context.TopicFiles], [dev.hqe.mcp.context.TopicPrompts],
/// [dev.hqe.mcp.context.SkillResources] and [dev.hqe.mcp.context.SkillPrompts]; they are
/// [dev.hqe.mcp.ResourceProvider]s and a [dev.hqe.mcp.PromptProvider] like any other. Needs the
/// kernel's entity store, Topic catalog and event bus, and publishes nothing.
@NullMarked
package dev.hqe.mcp.context;

import org.jspecify.annotations.NullMarked;
