package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.patterns.PatternMatch;
import dev.hqe.topics.codeaudit.patterns.PatternRule;
import dev.hqe.topics.codeaudit.patterns.PatternScanner;
import dev.hqe.topics.codeaudit.secrets.Positions;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tool `risky_patterns`: reads texts one by one and writes findings as it meets them.
final class FindRiskyPatterns {
    private final Arguments arguments;
    private final JsonWriter out;
    private final PatternScanner scanner = new PatternScanner();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int findings;
    private int files;
    private int otherFiles;
    private long bytes;
    private boolean truncated;

    FindRiskyPatterns(Arguments arguments, JsonWriter out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run(Call call) {
        out.beginObject().key("findings").beginArray();
        SourceFile.each(call, arguments, this::scan);
        out.endArray();
        out.key("files_scanned").number(files);
        out.key("files_of_other_languages").number(otherFiles);
        out.key("bytes_scanned").number(bytes);
        out.key("truncated").bool(truncated);
        out.key("counts").beginObject();
        counts.forEach((rule, count) -> out.key(rule).number(count));
        out.endObject().endObject();
    }

    private boolean scan(SourceFile file) {
        if (file.language().isEmpty()) {
            if (arguments.text().isPresent()) {
                throw new ToolError(
                        "the language of the text is not known: give 'language', or a 'path' with"
                                + " an ending such as .py");
            }
            otherFiles++;
            return true;
        }
        int left = arguments.maxFindings() - findings;
        List<PatternMatch> matches =
                scanner.scan(
                        file.slice().bytes(),
                        file.slice().from(),
                        file.slice().to(),
                        file.language().get(),
                        left + 1);
        Positions positions = new Positions(file.text());
        for (PatternMatch match : matches) {
            if (findings == arguments.maxFindings()) {
                truncated = true;
                break;
            }
            positions.moveTo(match.start());
            write(match.rule(), file, positions);
        }
        files++;
        bytes += file.length();
        return !truncated;
    }

    private void write(PatternRule rule, SourceFile file, Positions position) {
        findings++;
        counts.merge(rule.id(), 1, (a, b) -> a + b);
        out.beginObject();
        out.key("rule").ascii(rule.id());
        out.key("title").ascii(rule.title());
        out.key("severity").ascii(rule.severity().label());
        out.key("cwe").number(rule.cwe());
        out.key("fix").ascii(rule.fix());
        out.key("path").string(file.path());
        out.key("line").number(position.line());
        out.key("column").number(position.column()).endObject();
    }
}
