/// Tests of what Topics' programs may ask for, on real SQLite and with real servers.
@NullMarked
package dev.hqe.mcp.guest;

import org.jspecify.annotations.NullMarked;
