@NullMarked
package dev.hqe.kernel;

import org.jspecify.annotations.NullMarked;
