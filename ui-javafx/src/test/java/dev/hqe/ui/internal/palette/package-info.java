@NullMarked
package dev.hqe.ui.internal.palette;

import org.jspecify.annotations.NullMarked;
