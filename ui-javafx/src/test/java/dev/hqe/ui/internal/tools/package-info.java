@NullMarked
package dev.hqe.ui.internal.tools;

import org.jspecify.annotations.NullMarked;
