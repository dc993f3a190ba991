@NullMarked
package dev.hqe.ui.internal.toast;

import org.jspecify.annotations.NullMarked;
