/// Tests of the health Topic's folder and of its sample.
@NullMarked
package dev.hqe.topics.health;

import org.jspecify.annotations.NullMarked;
