/// The page of agents: who is connected and calls what, what waits for the person's word, what was
/// answered for longer, profiles and keys, and connecting another program.
///
/// **Enter at** [dev.hqe.ui.internal.agents.AgentsPage]. The questions themselves are those of
/// [dev.hqe.ui.internal.approvals], shown in this page while it is in front. Needs
/// [dev.hqe.ui.AgentSessions], [dev.hqe.ui.AgentSetup], [dev.hqe.mcp.ToolRoad],
/// [dev.hqe.mcp.policy.PolicyFile], [dev.hqe.mcp.profile.ProfileFile],
/// [dev.hqe.kernel.access.ApiKeys] and [dev.hqe.kernel.activity.ActivityLog].
@NullMarked
package dev.hqe.ui.internal.agents;

import org.jspecify.annotations.NullMarked;
