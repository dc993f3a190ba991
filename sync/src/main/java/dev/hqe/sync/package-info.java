@NullMarked
package dev.hqe.sync;

import org.jspecify.annotations.NullMarked;
