/// What the commands and the demo share in the terminal: where a command was typed, a line that
/// shows progress, an ingest that Ctrl+C ends cleanly, what is wrong with a command line.
///
/// Enter at [dev.hqe.app.terminal.Station]: a command reads, writes and asks through it alone,
/// because it may run in another process than the one that was started for it.
@NullMarked
package dev.hqe.app.terminal;

import org.jspecify.annotations.NullMarked;
