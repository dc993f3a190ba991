@NullMarked
package dev.hqe.app.source;

import org.jspecify.annotations.NullMarked;
