/// Tests of the parts, on the JVM.
@NullMarked
package dev.hqe.topics.finance.prices;

import org.jspecify.annotations.NullMarked;
