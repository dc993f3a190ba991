@NullMarked
package dev.hqe.ui.internal.kept;

import org.jspecify.annotations.NullMarked;
