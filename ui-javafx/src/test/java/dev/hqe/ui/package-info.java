@NullMarked
package dev.hqe.ui;

import org.jspecify.annotations.NullMarked;
