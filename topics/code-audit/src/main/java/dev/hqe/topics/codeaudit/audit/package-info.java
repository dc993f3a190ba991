/// All scanners over one project: findings, the health score, the reports.
///
/// Enter at [Audit][dev.hqe.topics.codeaudit.audit.Audit], which is given file after file and then
/// asked for its [Finding][dev.hqe.topics.codeaudit.audit.Finding]s and its
/// [Health][dev.hqe.topics.codeaudit.audit.Health];
/// [SarifReport][dev.hqe.topics.codeaudit.audit.SarifReport] and
/// [MarkdownReport][dev.hqe.topics.codeaudit.audit.MarkdownReport] write them down. It publishes
/// nothing and needs the four engines beside it and the kit's JSON.
@NullMarked
package dev.hqe.topics.codeaudit.audit;

import org.jspecify.annotations.NullMarked;
