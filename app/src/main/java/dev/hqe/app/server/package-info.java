/// The files about hosted servers in a data directory, and servers that are only tried out.
///
/// Enter at [dev.hqe.app.server.ServerFiles], [dev.hqe.app.server.ServerTrial] and, for the window,
/// [dev.hqe.app.server.WindowServers]. Publishes nothing. Needs what hosts servers,
/// [dev.hqe.app.Hosting].
@NullMarked
package dev.hqe.app.server;

import org.jspecify.annotations.NullMarked;
