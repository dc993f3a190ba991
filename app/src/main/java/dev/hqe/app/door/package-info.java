/// The door of a running workbench: a Unix domain socket in its data directory, through which
/// everything else on this machine reaches it. Agents come through the shim (`hqe mcp`), commands
/// ask who is there (`hqe status`), for the end (`hqe stop`), for the window (`hqe`) or for MCP
/// over HTTP (`hqe serve`).
///
/// Enter at [dev.hqe.app.door.Door]. What a visitor may wish for is a [dev.hqe.app.door.Wish] each;
/// who is there now stands in [dev.hqe.app.door.Guests], which is also what a workbench without a
/// window goes by to leave when nobody needs it. The language of the door is in `dev.hqe.shim`.
@NullMarked
package dev.hqe.app.door;

import org.jspecify.annotations.NullMarked;
