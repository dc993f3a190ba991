/// Agent Plugins 1.0.0: packages of skills and MCP servers that other people have made for any
/// agent, read as they are.
///
/// Enter at [dev.hqe.kernel.topic.plugin.AgentPluginReader]: a folder with a `plugin.json` becomes
/// an [dev.hqe.kernel.topic.plugin.AgentPlugin] with its [dev.hqe.kernel.topic.plugin.Skill]s and
/// [dev.hqe.kernel.topic.plugin.PluginServer]s. Everything here reads; nothing is run, fetched or
/// written. What is wrong with one skill or one server leaves out that one and is kept as a warning
/// with file and line; only a broken `plugin.json` refuses the whole folder.
///
/// No path that a package names leads out of its folder, not by `..`, not as an absolute path and
/// not through a link. That is about the files of the package: what a server does once somebody has
/// started it is not held back by anything here.
///
/// Sources: [Agent Plugins
/// 1.0.0](https://github.com/agentplugins/agent-plugins-spec/blob/main/spec/1.0.0.md), [Agent
/// Skills](https://agentskills.io/specification).
///
/// Publishes nothing. Needs the file system and [dev.hqe.kernel.json].
@NullMarked
package dev.hqe.kernel.topic.plugin;

import org.jspecify.annotations.NullMarked;
