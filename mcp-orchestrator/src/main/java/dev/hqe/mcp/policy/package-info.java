/// Who may call which tool: allow, ask a person, deny.
///
/// **Lives here**: the rules that a person keeps in `policy.yaml` ([PolicyRules], [PolicyFile]),
/// what holds where no rule speaks ([DefaultPolicy]), and the asking ([Approvals], [Approver]).
///
/// **Enter at** [PolicyToolPolicy], which is the [dev.hqe.mcp.ToolPolicy] of the workbench's road.
/// A window or a terminal that can ask a person registers an [Approver] with [Approvals].
///
/// **Publishes** [ApprovalRequested] and [ApprovalGiven] through the consumer that [Approvals] was
/// built with.
///
/// **Needs** a file to keep the rules in, and a clock.
@NullMarked
package dev.hqe.mcp.policy;

import org.jspecify.annotations.NullMarked;
