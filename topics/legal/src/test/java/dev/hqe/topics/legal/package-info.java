/// Tests of the legal Topic's folder and of its samples.
@NullMarked
package dev.hqe.topics.legal;

import org.jspecify.annotations.NullMarked;
