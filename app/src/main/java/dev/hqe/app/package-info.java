@NullMarked
package dev.hqe.app;

import org.jspecify.annotations.NullMarked;
