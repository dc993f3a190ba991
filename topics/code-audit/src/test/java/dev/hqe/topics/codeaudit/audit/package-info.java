/// Tests of the audit, its scores and its reports.
@NullMarked
package dev.hqe.topics.codeaudit.audit;

import org.jspecify.annotations.NullMarked;
