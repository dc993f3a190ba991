/// Tests of the door from inside.
@NullMarked
package dev.hqe.app.door;

import org.jspecify.annotations.NullMarked;
