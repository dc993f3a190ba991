/// The page of everything callable: a form for each tool, its runs and their results, and what
/// agents may do with it.
///
/// Enter at [dev.hqe.ui.internal.tools.ToolsPage], which shows a
/// [dev.hqe.ui.internal.tools.ToolsModel]. A [dev.hqe.ui.internal.tools.FormModel] holds what a
/// person has typed for one tool, field by field as [dev.hqe.ui.internal.tools.SchemaFields] reads
/// them out of its JSON Schema; [dev.hqe.ui.internal.tools.RunsModel] calls over the road and keeps
/// what came of it, which [dev.hqe.ui.internal.tools.ResultReader] makes into tables, trees, texts
/// and pictures; [dev.hqe.ui.internal.tools.ToolRules] changes `policy.yaml`.
///
/// Needs a [dev.hqe.mcp.ToolRoad] and a [dev.hqe.mcp.policy.PolicyFile] among the ports. Publishes
/// nothing.
@NullMarked
package dev.hqe.ui.internal.tools;

import org.jspecify.annotations.NullMarked;
