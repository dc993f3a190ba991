/// Tests of the timeline, on real files.
@NullMarked
package dev.hqe.kernel.activity;

import org.jspecify.annotations.NullMarked;
