@NullMarked
package dev.hqe.flow;

import org.jspecify.annotations.NullMarked;
