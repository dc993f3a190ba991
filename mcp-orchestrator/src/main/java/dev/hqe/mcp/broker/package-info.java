/// What an agent sees of the tools: a few directly, many through a search.
///
/// **Lives here**: [ToolBroker], the [dev.hqe.mcp.ToolFront] of the workbench's road, with the
/// `find_tools` and `call_tool` that it offers ([BrokerTools]), the search behind them
/// ([ToolSearch]), and the names that careful clients get in place of the real ones ([ToolNames]).
///
/// ```text
/// tools/list --> ToolRoad.tools(principal) --> ToolBroker.listed: allowed? few or many? how named?
/// tools/call --> ToolRoad.start(call) -------> ToolBroker.read:   which tool is really meant?
///                      | the real tool's policy, schema, record
///            <-- answer <--------------------- ToolBroker.answer: too large? which schema?
/// ```
///
/// **Enter at** [ToolBroker]. Publishes nothing. Needs a [dev.hqe.mcp.ToolPolicy] for what may be
/// shown, and [dev.hqe.mcp.results.LargeResults].
@NullMarked
package dev.hqe.mcp.broker;

import org.jspecify.annotations.NullMarked;
