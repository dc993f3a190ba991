package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.secrets.Fingerprint;
import dev.hqe.topics.codeaudit.secrets.Severity;
import dev.hqe.topics.kit.json.JsonWriter;

/// Something in a project that is worth a look. Never holds a secret, only its masked preview.
///
/// @param rule stable name
/// @param title what is wrong, in one sentence
/// @param fix what to do
/// @param cwe number in the Common Weakness Enumeration; 0 if none fits
/// @param path of the file, relative to the folder
/// @param root label of the ingested folder; may be empty
/// @param line from 1
/// @param column from 1, in Unicode code points
/// @param ordinal which one of its rule in its file, from 1
/// @param preview of a secret, masked; else empty
public record Finding(
        Kind kind,
        String rule,
        String title,
        String fix,
        Severity severity,
        int cwe,
        String path,
        String root,
        int line,
        int column,
        int ordinal,
        String preview) {

    /// Which scanner found it.
    public enum Kind {
        SECRET("secret"),
        PATTERN("pattern"),
        DEPENDENCY("dependency"),
        LICENSE("license");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// The name in results.
        public String label() {
            return label;
        }
    }

    /// The same for the same finding however often it is found, and wherever in its file it has
    /// moved: over folder, file, rule, and which one of that rule in the file it is.
    public String key() {
        return Fingerprint.of(root, path, rule, Integer.toString(ordinal));
    }

    /// As the schema of the entity kind `Finding` says.
    public void write(JsonWriter out) {
        out.beginObject().key("category").ascii(kind.label());
        out.key("rule").ascii(rule);
        out.key("title").string(title);
        out.key("fix").string(fix);
        out.key("severity").ascii(severity.label());
        if (cwe > 0) {
            out.key("cwe").number(cwe);
        }
        out.key("path").string(path).key("root").string(root);
        out.key("line").number(line).key("column").number(column);
        if (!preview.isEmpty()) {
            out.key("preview").ascii(preview);
        }
        out.endObject();
    }
}
