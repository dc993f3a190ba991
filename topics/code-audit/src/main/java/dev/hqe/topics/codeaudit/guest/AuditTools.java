package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.audit.Audit;
import dev.hqe.topics.codeaudit.audit.Finding;
import dev.hqe.topics.codeaudit.audit.Health;
import dev.hqe.topics.codeaudit.audit.MarkdownReport;
import dev.hqe.topics.codeaudit.audit.SarifReport;
import dev.hqe.topics.codeaudit.secrets.Severity;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Host;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tools that run all scanners: `health_score`, `report` and `audit`, which also stores.
final class AuditTools {
    private static final String VERSION = "1.1.0";
    private static final String ID_START = "code_audit/finding/";

    private AuditTools() {}

    private static Audit run(Call call, Arguments arguments) {
        Audit audit = new Audit(arguments.maxFindings(), arguments.depth(), arguments.minEntropy());
        SourceFile.each(
                call,
                arguments,
                file -> {
                    audit.add(
                            file.path(),
                            file.root(),
                            file.language(),
                            file.slice().bytes(),
                            file.slice().from(),
                            file.slice().to(),
                            () -> file.slice().text());
                    return true;
                });
        audit.finish();
        return audit;
    }

    /// A score of nothing would read as praise.
    private static Audit runOverSomething(Call call, Arguments arguments) {
        Audit audit = run(call, arguments);
        if (audit.files("") == 0) {
            throw new ToolError(
                    "there is no source file to look at: none is stored, or none whose path starts"
                            + " as 'path' says. Store a folder's files with: hqe ingest DIR --topic"
                            + " code_audit");
        }
        return audit;
    }

    static void healthScore(Call call) {
        Audit audit = runOverSomething(call, Arguments.read(call.argumentsReader()));
        JsonWriter out = call.result();
        out.beginObject();
        health(audit, "", out);
        out.key("formula").ascii(Health.FORMULA);
        out.key("folders").beginArray();
        for (String folder : audit.folderNames()) {
            if (!folder.isEmpty()) {
                out.beginObject().key("folder").string(folder);
                health(audit, folder, out);
                out.endObject();
            }
        }
        out.endArray().endObject();
    }

    private static void health(Audit audit, String folder, JsonWriter out) {
        Health health = audit.health(folder);
        out.key("score").number(health.score() / 10.0, 1);
        out.key("files").number(audit.files(folder));
        out.key("lines_of_code").number(audit.lines(folder));
        out.key("deductions").beginArray();
        for (Health.Deduction deduction : health.deductions()) {
            out.beginObject().key("reason").ascii(deduction.reason());
            out.key("points").number(deduction.tenths() / 10.0, 1);
            out.key("detail").string(deduction.detail()).endObject();
        }
        out.endArray();
    }

    static void report(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        boolean sarif = arguments.format().equals("sarif");
        Audit audit = sarif ? run(call, arguments) : runOverSomething(call, arguments);
        JsonWriter out = call.result();
        out.beginObject().key("format").ascii(arguments.format());
        out.key("findings").number(audit.findings().size());
        out.key("left_out").number(audit.leftOut());
        if (sarif) {
            out.key("sarif");
            SarifReport.write(audit.findings(), VERSION, out);
        } else {
            out.key("markdown").string(MarkdownReport.of(audit));
        }
        out.endObject();
    }

    /// The worst findings are stored first, as many as one call may.
    static void audit(Call call) {
        Audit audit = runOverSomething(call, Arguments.read(call.argumentsReader()));
        List<Finding> findings = audit.findings();
        int stored = Math.min(findings.size(), Host.STORED_MAX);
        int fresh = 0;
        for (Finding finding : findings.subList(0, stored)) {
            long version =
                    call.host().putEntity("Finding", ID_START + finding.key(), finding::write);
            fresh += version == 1 ? 1 : 0;
        }
        JsonWriter out = call.result();
        out.beginObject().key("findings").number(findings.size());
        out.key("stored").number(stored);
        out.key("new").number(fresh);
        out.key("left_out").number((long) audit.leftOut() + findings.size() - stored);
        counts("by_category", findings, true, out);
        counts("by_severity", findings, false, out);
        health(audit, "", out);
        out.key("dependencies").number(audit.dependencyCount());
        out.key("licenses").beginObject();
        audit.licenses().forEach((id, category) -> out.key(id).ascii(category.label()));
        out.endObject().endObject();
    }

    private static void counts(
            String key, List<Finding> findings, boolean byCategory, JsonWriter out) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Finding finding : findings) {
            Severity severity = finding.severity();
            String name = byCategory ? finding.kind().label() : severity.label();
            counts.merge(name, 1, (a, b) -> a + b);
        }
        out.key(key).beginObject();
        counts.forEach((name, count) -> out.key(name).number(count));
        out.endObject();
    }
}
