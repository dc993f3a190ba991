package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.Match;
import dev.hqe.topics.codeaudit.secrets.Positions;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.codeaudit.secrets.Scan;
import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.codeaudit.secrets.Text;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.kit.json.Utf8Slice;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tool `find_secrets`: reads texts one by one and writes findings as it meets them, so neither
/// the corpus nor the result is ever held.
final class FindSecrets {
    private static final String NO_PATH = "";

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
        Optional<Utf8Slice> text = arguments.text();
        if (text.isPresent()) {
            scan(text.get(), arguments.path());
        } else {
            while (!truncated && call.nextEntity()) {
                scanEntity(call.entityReader());
            }
        }
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

    private void scanEntity(JsonReader json) {
        Optional<Utf8Slice> text = Optional.empty();
        Optional<Utf8Slice> path = Optional.empty();
        json.beginObject();
        while (json.nextKey()) {
            if (!json.key().is("data")) {
                json.skip();
                continue;
            }
            json.beginObject();
            while (json.nextKey()) {
                if (json.key().is("text")) {
                    text = Optional.of(json.string());
                } else if (json.key().is("path")) {
                    path = Optional.of(json.string());
                } else {
                    json.skip();
                }
            }
        }
        json.finish();
        if (text.isEmpty()) {
            throw json.malformed("an entity without data.text");
        }
        scan(text.get(), path);
    }

    private void scan(Utf8Slice slice, Optional<Utf8Slice> path) {
        Text text = new Text(slice.bytes(), slice.from(), slice.to());
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
            write(match, text, positions, path);
            written++;
        }
        truncated |= !scan.complete();
        findings += written;
        files++;
        bytes += text.length();
    }

    private void write(Match match, Text text, Positions position, Optional<Utf8Slice> path) {
        String rule = match.rule().id();
        counts.merge(rule, 1, (a, b) -> a + b);
        out.beginObject();
        out.key("rule").ascii(rule);
        out.key("title").ascii(match.rule().title());
        out.key("severity").ascii(match.severity().label());
        out.key("path");
        if (path.isPresent()) {
            out.string(path.get());
        } else {
            out.ascii(NO_PATH);
        }
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
