@NullMarked
package dev.hqe.ui.internal.servers;

import org.jspecify.annotations.NullMarked;
