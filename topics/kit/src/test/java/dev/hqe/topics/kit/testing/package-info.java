/// Tests of what tests Topics.
@NullMarked
package dev.hqe.topics.kit.testing;

import org.jspecify.annotations.NullMarked;
