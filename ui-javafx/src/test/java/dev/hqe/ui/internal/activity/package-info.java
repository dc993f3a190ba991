@NullMarked
package dev.hqe.ui.internal.activity;

import org.jspecify.annotations.NullMarked;
