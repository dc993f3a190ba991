@NullMarked
package dev.hqe.memory;

import org.jspecify.annotations.NullMarked;
