/// Tests of reading and writing JSON.
@NullMarked
package dev.hqe.topics.codeaudit.json;

import org.jspecify.annotations.NullMarked;
