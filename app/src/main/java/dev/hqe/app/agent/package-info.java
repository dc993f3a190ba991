/// What an agent gets that comes to a workbench: what its command line asks for and which part of
/// the workbench it may see.
///
/// Enter at [dev.hqe.app.agent.AgentAccess]. The arguments of `hqe mcp` are
/// [dev.hqe.app.agent.AgentOptions], whichever process reads them. A
/// [dev.hqe.app.agent.WorkbenchScope] says what the scope of a key or a profile opens. Publishes
/// nothing. Needs the profiles and the Topics.
@NullMarked
package dev.hqe.app.agent;

import org.jspecify.annotations.NullMarked;
