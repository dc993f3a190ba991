/// What the commands and the demo share in the terminal: a line that shows progress, an ingest that
/// Ctrl+C ends cleanly.
@NullMarked
package dev.hqe.app.terminal;

import org.jspecify.annotations.NullMarked;
