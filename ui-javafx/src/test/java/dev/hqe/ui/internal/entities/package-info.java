@NullMarked
package dev.hqe.ui.internal.entities;

import org.jspecify.annotations.NullMarked;
