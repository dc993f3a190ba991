package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.secrets.PercentEncoding;
import dev.hqe.topics.codeaudit.secrets.Severity;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes findings as SARIF.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata
/// 01"; `security-severity` and the tag `external/cwe/cwe-N` are the custom of code scanning
/// services.
public final class SarifReport {
    private static final String PLAIN = "-._~/";

    private SarifReport() {}

    /// The log file as one JSON object. Paths become relative URIs below `%SRCROOT%`.
    ///
    /// @param version of the tool that found all this
    public static void write(List<Finding> findings, String version, JsonWriter out) {
        Map<String, Finding> rules = new LinkedHashMap<>();
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (rules.putIfAbsent(finding.rule(), finding) == null) {
                indexes.put(finding.rule(), indexes.size());
            }
        }
        out.beginObject();
        out.key("$schema").ascii("https://json.schemastore.org/sarif-2.1.0.json");
        out.key("version").ascii("2.1.0");
        out.key("runs").beginArray().beginObject();
        out.key("tool").beginObject().key("driver").beginObject();
        out.key("name").ascii("HQE code audit");
        out.key("semanticVersion").ascii(version);
        out.key("rules").beginArray();
        rules.values().forEach(rule -> rule(rule, out));
        out.endArray().endObject().endObject();
        out.key("columnKind").ascii("unicodeCodePoints");
        out.key("results").beginArray();
        for (Finding finding : findings) {
            Integer index = indexes.get(finding.rule());
            result(finding, index == null ? 0 : index, out);
        }
        out.endArray().endObject().endArray().endObject();
    }

    private static void rule(Finding rule, JsonWriter out) {
        out.beginObject().key("id").ascii(rule.rule());
        text("shortDescription", rule.title(), out);
        text("help", rule.fix(), out);
        out.key("defaultConfiguration").beginObject();
        out.key("level").ascii(level(rule.severity())).endObject();
        out.key("properties").beginObject().key("tags").beginArray();
        out.ascii(rule.kind().label());
        if (rule.kind() == Finding.Kind.SECRET || rule.kind() == Finding.Kind.PATTERN) {
            out.ascii("security");
        }
        if (rule.cwe() > 0) {
            out.ascii("external/cwe/cwe-" + rule.cwe());
        }
        out.endArray();
        out.key("security-severity").ascii(number(rule.severity()));
        out.endObject().endObject();
    }

    private static void result(Finding finding, int ruleIndex, JsonWriter out) {
        out.beginObject().key("ruleId").ascii(finding.rule());
        out.key("ruleIndex").number(ruleIndex);
        out.key("level").ascii(level(finding.severity()));
        String preview = finding.preview().isEmpty() ? "" : " (" + finding.preview() + ")";
        text("message", finding.title() + preview + ". " + finding.fix(), out);
        out.key("locations").beginArray().beginObject();
        out.key("physicalLocation").beginObject();
        out.key("artifactLocation").beginObject();
        out.key("uri").ascii(uri(finding.path()));
        out.key("uriBaseId").ascii("%SRCROOT%").endObject();
        out.key("region").beginObject();
        out.key("startLine").number(finding.line());
        out.key("startColumn").number(finding.column()).endObject();
        out.endObject().endObject().endArray();
        out.key("partialFingerprints").beginObject();
        out.key("hqeRuleInFile/v1").ascii(finding.key()).endObject();
        out.endObject();
    }

    private static void text(String key, String text, JsonWriter out) {
        out.key(key).beginObject().key("text").string(text).endObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static String number(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.5";
        };
    }

    /// A path as a relative reference (RFC 3986): percent-encoded, and never taken for a scheme.
    static String uri(String path) {
        return PercentEncoding.of(path.isEmpty() ? "text" : path, PLAIN);
    }
}
