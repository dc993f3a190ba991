/// `hqe demo`: the main job, shown in the terminal.
///
/// [dev.hqe.app.demo.Demo] is the script of it, [dev.hqe.app.demo.Agent] the client, which is the
/// official MCP SDK for Java and not our own code.
@NullMarked
package dev.hqe.app.demo;

import org.jspecify.annotations.NullMarked;
