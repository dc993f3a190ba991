/// Tests of what the commands write to the cli.
@NullMarked
package dev.hqe.app.cli;

import org.jspecify.annotations.NullMarked;
