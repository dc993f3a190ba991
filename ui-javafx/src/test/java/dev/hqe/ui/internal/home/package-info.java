@NullMarked
package dev.hqe.ui.internal.home;

import org.jspecify.annotations.NullMarked;
