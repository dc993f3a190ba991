@NullMarked
package dev.hqe.ui.internal.agents;

import org.jspecify.annotations.NullMarked;
