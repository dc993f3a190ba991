/// Tests of the engine on the JVM.
@NullMarked
package dev.hqe.topics.codeaudit.secrets;

import org.jspecify.annotations.NullMarked;
