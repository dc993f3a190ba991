/// Tests of the host: servers over pipes that do what a script says, and shell programs as real
/// processes.
@NullMarked
package dev.hqe.mcp.host;

import org.jspecify.annotations.NullMarked;
