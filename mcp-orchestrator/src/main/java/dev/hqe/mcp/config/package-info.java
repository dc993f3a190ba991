/// Files in which MCP servers and clients are configured: ours, and those of other programs.
///
/// **Lives here**: [HostedServers], our own `mcp.json` with the servers that the workbench hosts;
/// [ServerImport], which reads what other clients have configured (and `.mcpb` bundles) into an
/// [ImportPlan] that a person accepts; [ClientConnection], the other direction: our entry in
/// another client's file, with a diff, a backup and a drift check.
///
/// Files and JSON only: nothing is started and nothing is fetched. Nothing is written before
/// somebody has said yes: [ImportPlan.Accepted#apply], [ClientConnection.Change#apply],
/// [HostedServers#write].
///
/// **Secrets**: a value stays in a file only as a reference, `${secret:NAME}` or `${env:NAME}`
/// ([ConfigReference]). What looks like a secret in an imported file ([SecretSniffer]) goes to a
/// [SecretSink], which is the port that this package needs, and leaves a reference behind.
///
/// **Enter at** [HostedServers#read], [ServerImport#read] and [ClientConnection#plan].
///
/// **Publishes** nothing. **Needs** a [Places] for where programs keep their files, and a
/// [SecretSink] where there are secrets to keep.
@NullMarked
package dev.hqe.mcp.config;

import org.jspecify.annotations.NullMarked;
