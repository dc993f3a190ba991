/// Tests of what the commands write to the terminal.
@NullMarked
package dev.hqe.app.terminal;

import org.jspecify.annotations.NullMarked;
