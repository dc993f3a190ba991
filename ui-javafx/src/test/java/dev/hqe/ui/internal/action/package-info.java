@NullMarked
package dev.hqe.ui.internal.action;

import org.jspecify.annotations.NullMarked;
