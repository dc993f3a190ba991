/// The page of hosted servers: other people's MCP servers that the workbench runs or reaches.
///
/// Enter at [dev.hqe.ui.internal.servers.ServersPage]. What there is and what can be done stands in
/// models without nodes: [dev.hqe.ui.internal.servers.ServersModel] for the list and the server
/// that is looked at, [dev.hqe.ui.internal.servers.LogModel] for what it says,
/// [dev.hqe.ui.internal.servers.ServerForm] and [dev.hqe.ui.internal.servers.TrialModel] for adding
/// and editing, [dev.hqe.ui.internal.servers.ImportModel] for importing,
/// [dev.hqe.ui.internal.servers.SignInModel] for signing in. Needs the port
/// [dev.hqe.ui.ServerHosting]. Publishes nothing; hears what the host and its processes publish.
@NullMarked
package dev.hqe.ui.internal.servers;

import org.jspecify.annotations.NullMarked;
