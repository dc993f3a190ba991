/// Tests of the lexer and of the rules for risky code.
@NullMarked
package dev.hqe.topics.codeaudit.patterns;

import org.jspecify.annotations.NullMarked;
