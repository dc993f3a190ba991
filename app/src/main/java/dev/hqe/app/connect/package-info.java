/// How other programs are told to start this workbench.
///
/// **Lives here**: [dev.hqe.app.connect.ClientConnections], our entry in another program's file as
/// `hqe connect` and the window make it, and [dev.hqe.app.connect.ConnectionTrial], which starts
/// what the entry names and asks what it offers.
///
/// **Enter at** [dev.hqe.app.connect.ClientConnections]. Publishes nothing. Needs the installation
/// and the data directory; the file itself is [dev.hqe.mcp.config.ClientConnection]'s.
@NullMarked
package dev.hqe.app.connect;

import org.jspecify.annotations.NullMarked;
