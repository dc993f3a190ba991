@NullMarked
package dev.hqe.ui.internal;

import org.jspecify.annotations.NullMarked;
