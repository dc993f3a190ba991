package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.Match;
import dev.hqe.topics.codeaudit.secrets.Positions;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.codeaudit.secrets.Scan;
import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.codeaudit.secrets.Text;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Map;
import java.util.TreeMap;

/// The tool `find_secrets`: reads texts one by one and writes findings as it meets them, so neither
/// the corpus nor the result is ever held.
final class FindSecrets {
    private final Arguments arguments;
    private final SecretScanner scanner;
    private final JsonWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int findings;
    private int files;
    private long bytes;
    private boolean truncated;

    FindSecrets(Arguments arguments, JsonWriter out) {
        this.arguments = arguments;
        this.out = out;
        this.scanner = new SecretScanner(RuleBook.standard(), arguments.minEntropy());
    }

    void run(Call call) {
        out.beginObject().key("findings").beginArray();
        SourceFile.each(call, arguments, this::scan);
        out.endArray();
        out.key("files_scanned").number(files);
        out.key("bytes_scanned").number(bytes);
        out.key("truncated").bool(truncated);
        out.key("counts").beginObject();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            out.key(count.getKey()).number(count.getValue());
        }
        out.endObject().endObject();
    }

    private boolean scan(SourceFile file) {
        Text text = file.text();
        int left = arguments.maxFindings() - findings;
        // Overlapping candidates collapse into one finding, so more of them than findings are
        // needed.
        Scan scan = scanner.scan(text, 4 * arguments.maxFindings() + 64);
        Positions positions = new Positions(text);
        int written = 0;
        for (Match match : scan.matches()) {
            if (written == left) {
                truncated = true;
                break;
            }
            positions.moveTo(match.start());
            write(match, text, positions, file.path());
            written++;
        }
        truncated |= !scan.complete();
        findings += written;
        files++;
        bytes += text.length();
        return !truncated;
    }

    private void write(Match match, Text text, Positions position, String path) {
        String rule = match.rule().id();
        counts.merge(rule, 1, (a, b) -> a + b);
        out.beginObject();
        out.key("rule").ascii(rule);
        out.key("title").ascii(match.rule().title());
        out.key("severity").ascii(match.severity().label());
        out.key("path").string(path);
        out.key("line").number(position.line());
        out.key("column").number(position.column());
        out.key("length").number(match.length());
        out.key("preview").ascii(match.preview(text));
        out.key("entropy").hundredths((long) (match.entropy(text) * 100 + 0.5));
        String fingerprint = match.fingerprint(text);
        if (!fingerprint.isEmpty()) {
            out.key("fingerprint").ascii(fingerprint);
        }
        out.endObject();
    }
}
