package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.secrets.Severity;
import java.util.List;

/// Writes an audit for people, as Markdown.
public final class MarkdownReport {
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport() {}

    /// The report of an audit.
    ///
    /// @param audit that has ended
    public static String of(Audit audit) {
        MarkdownReport report = new MarkdownReport();
        List<Finding> findings = audit.findings();
        report.head(audit, findings);
        report.scores(audit);
        for (Severity severity : Severity.values()) {
            report.findings(severity, findings);
        }
        report.licenses(audit);
        return report.out.toString();
    }

    private void head(Audit audit, List<Finding> findings) {
        Health health = audit.health("");
        out.append("# Code audit\n\n");
        out.append(audit.files("")).append(" files, ").append(audit.lines(""));
        out.append(" lines of code, ").append(findings.size()).append(" findings");
        out.append(audit.leftOut() > 0 ? " and " + audit.leftOut() + " that are left out" : "");
        out.append(". Health: ");
        if (audit.files("") == 0) {
            out.append("none, for there is no file. Store some first with hqe ingest.\n\n");
        } else {
            out.append("**").append(points(health.score())).append(" of 100**.\n\n");
        }
        out.append("Rules and words were compared, nothing was run. A finding is worth a look; no");
        out.append(" finding is no proof.\n");
    }

    private void scores(Audit audit) {
        out.append("\n## Health\n\n").append(Health.FORMULA).append("\n\n");
        out.append("| folder | score | taken off |\n|---|---:|---|\n");
        for (String folder : audit.folderNames()) {
            Health health = audit.health(folder);
            out.append("| ").append(folder.isEmpty() ? "all" : cell(folder)).append(" | ");
            out.append(points(health.score())).append(" | ");
            String separator = "";
            for (Health.Deduction deduction : health.deductions()) {
                out.append(separator).append(points(deduction.tenths())).append(" for ");
                out.append(deduction.reason().replace('_', ' ')).append(": ");
                out.append(deduction.detail());
                separator = "; ";
            }
            out.append(" |\n");
        }
    }

    private void findings(Severity severity, List<Finding> findings) {
        boolean first = true;
        for (Finding finding : findings) {
            if (finding.severity() != severity) {
                continue;
            }
            if (first) {
                String label = severity.label();
                out.append("\n## ").append((char) (label.charAt(0) - 32));
                out.append(label.substring(1));
                out.append("\n\n| place | rule | what | do |\n|---|---|---|---|\n");
                first = false;
            }
            out.append("| ").append(cell(finding.path())).append(':').append(finding.line());
            out.append(" | ").append(finding.rule());
            out.append(finding.cwe() > 0 ? " (CWE-" + finding.cwe() + ")" : "");
            out.append(" | ").append(cell(finding.title()));
            out.append(finding.preview().isEmpty() ? "" : " `" + finding.preview() + "`");
            out.append(" | ").append(cell(finding.fix())).append(" |\n");
        }
    }

    private void licenses(Audit audit) {
        out.append("\n## Licences and dependencies\n\n");
        audit.licenses()
                .forEach((license, category) ->
                        out.append("- ")
                                .append(cell(license))
                                .append(": ")
                                .append(category.label())
                                .append('\n'));
        out.append("- ").append(audit.dependencyCount());
        out.append(" entries in manifests and lock files; ").append(audit.unreadCount());
        out.append(" places in them were not understood\n");
    }

    static String points(int tenths) {
        return tenths % 10 == 0 ? "" + tenths / 10 : tenths / 10 + "." + tenths % 10;
    }

    /// Text in a cell: what a file is called must not become a link, a cell or HTML.
    private static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                cell.append(' ');
            } else if (c == '<') {
                cell.append("&lt;");
            } else {
                cell.append("|`[]*_\\!".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return cell.toString();
    }
}
