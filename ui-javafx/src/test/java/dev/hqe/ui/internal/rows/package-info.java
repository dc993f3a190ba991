@NullMarked
package dev.hqe.ui.internal.rows;

import org.jspecify.annotations.NullMarked;
