/// Tests of licence detection, with texts in the words of this project alone.
@NullMarked
package dev.hqe.topics.codeaudit.licenses;

import org.jspecify.annotations.NullMarked;
