package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.licenses.Category;
import dev.hqe.topics.codeaudit.licenses.LicenseMention;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Map;
import java.util.TreeMap;

/// The tool `licenses`: what licence files, headers and manifests say, written as it is read.
final class FindLicenses {
    private final Arguments arguments;
    private final JsonWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();
    private Category strictest = Category.PERMISSIVE;
    private int found;
    private int unknown;
    private int files;
    private boolean truncated;

    FindLicenses(Arguments arguments, JsonWriter out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run(Call call) {
        out.beginObject().key("licenses").beginArray();
        SourceFile.each(call, arguments, this::read);
        out.endArray();
        out.key("files_read").number(files);
        out.key("unknown").number(unknown);
        if (found > 0) {
            out.key("strictest").ascii(strictest.label());
        }
        out.key("truncated").bool(truncated);
        out.key("counts").beginObject();
        counts.forEach((license, count) -> out.key(license).number(count));
        out.endObject().endObject();
    }

    private boolean read(SourceFile file) {
        files++;
        String path = file.path().isEmpty() ? "LICENSE" : file.path();
        for (LicenseMention mention :
                LicenseMention.in(
                        path,
                        file.slice().bytes(),
                        file.slice().from(),
                        file.slice().to(),
                        () -> file.slice().text())) {
            if (found == arguments.maxFindings()) {
                truncated = true;
                return false;
            }
            write(mention, file.path());
        }
        return true;
    }

    private void write(LicenseMention mention, String path) {
        found++;
        boolean stricter = mention.category().compareTo(strictest) > 0;
        strictest = stricter ? mention.category() : strictest;
        out.beginObject();
        if (mention.expression().isEmpty()) {
            unknown++;
        } else {
            counts.merge(mention.expression(), 1, (a, b) -> a + b);
            out.key("license").string(mention.expression());
        }
        out.key("category").ascii(mention.category().label());
        out.key("source").ascii(mention.source().label());
        out.key("confidence").number(mention.confidence(), 2);
        if (!mention.written().isEmpty()) {
            out.key("written").string(mention.written());
        }
        out.key("path").string(path);
        out.key("line").number(mention.line()).endObject();
    }
}
