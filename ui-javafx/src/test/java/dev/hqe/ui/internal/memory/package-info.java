@NullMarked
package dev.hqe.ui.internal.memory;

import org.jspecify.annotations.NullMarked;
