/// Tests of what the author of a Topic has.
@NullMarked
package dev.hqe.app.topic;

import org.jspecify.annotations.NullMarked;
