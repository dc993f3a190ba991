/// What the commands and the demo share in the terminal: a line that shows progress, an ingest that
/// Ctrl+C ends cleanly, what is wrong with a command line.
@NullMarked
package dev.hqe.app.terminal;

import org.jspecify.annotations.NullMarked;
