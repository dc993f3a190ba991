/// Tests of the parts, on the JVM.
@NullMarked
package dev.hqe.topics.finance.text;

import org.jspecify.annotations.NullMarked;
