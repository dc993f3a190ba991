package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.dependencies.Dependency;
import dev.hqe.topics.codeaudit.dependencies.DependencyFile;
import dev.hqe.topics.codeaudit.dependencies.Inventory;
import dev.hqe.topics.codeaudit.dependencies.Unread;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tool `dependencies`: what the manifests and lock files among the source files name, written
/// as it is read.
final class FindDependencies {
    private static final int UNREAD_MAX = 1_000;

    private final Arguments arguments;
    private final JsonWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<FileResult> files = new ArrayList<>();
    private final List<UnreadResult> unread = new ArrayList<>();
    private int written;
    private int unpinned;
    private int unreadCount;
    private boolean truncated;

    private record FileResult(String path, DependencyFile file, int count) {}

    private record UnreadResult(String path, Unread unread) {}

    FindDependencies(Arguments arguments, JsonWriter out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run(Call call) {
        out.beginObject().key("dependencies").beginArray();
        SourceFile.each(call, arguments, this::read);
        out.endArray().key("files").beginArray();
        for (FileResult file : files) {
            out.beginObject().key("path").string(file.path());
            out.key("format").ascii(file.file().label());
            out.key("ecosystem").ascii(file.file().ecosystem().label());
            out.key("lock").bool(file.file().isLock());
            out.key("count").number(file.count()).endObject();
        }
        out.endArray().key("not_understood").beginArray();
        for (UnreadResult place : unread) {
            out.beginObject().key("path").string(place.path());
            out.key("line").number(place.unread().line());
            out.key("reason").string(place.unread().reason()).endObject();
        }
        out.endArray();
        out.key("not_understood_count").number(unreadCount);
        out.key("unpinned").number(unpinned);
        out.key("truncated").bool(truncated);
        out.key("counts").beginObject();
        counts.forEach((ecosystem, count) -> out.key(ecosystem).number(count));
        out.endObject().endObject();
    }

    private boolean read(SourceFile source) {
        Optional<DependencyFile> file = DependencyFile.at(source.path());
        if (file.isEmpty()) {
            if (arguments.text().isPresent()) {
                throw new ToolError(
                        "argument 'path' must be the name of a manifest or lock file, such as"
                                + " package.json, pom.xml or Cargo.lock; it is '"
                                + source.path()
                                + "'");
            }
            return true;
        }
        if (source.length() > DependencyFile.TEXT_MAX) {
            unread(source.path(), new Unread(1, "a file of more than 4 MiB is not read"));
            return true;
        }
        Inventory inventory = file.get().read(source.slice().text());
        for (Dependency dependency : inventory.dependencies()) {
            if (written == arguments.maxFindings()) {
                truncated = true;
                break;
            }
            write(dependency, source.path());
        }
        inventory.unread().forEach(place -> unread(source.path(), place));
        unreadCount += inventory.unreadLeftOut();
        files.add(new FileResult(source.path(), file.get(), inventory.dependencies().size()));
        return !truncated;
    }

    private void unread(String path, Unread place) {
        unreadCount++;
        if (unread.size() < UNREAD_MAX) {
            unread.add(new UnreadResult(path, place));
        }
    }

    private void write(Dependency dependency, String path) {
        written++;
        unpinned += dependency.pinned() ? 0 : 1;
        counts.merge(dependency.ecosystem().label(), 1, (a, b) -> a + b);
        out.beginObject().key("purl").string(dependency.purl());
        out.key("ecosystem").ascii(dependency.ecosystem().label());
        out.key("name").string(dependency.name());
        if (dependency.pinned()) {
            out.key("version").string(dependency.version());
        }
        out.key("requirement").string(dependency.requirement());
        out.key("pinned").bool(dependency.pinned());
        out.key("scope").ascii(dependency.scope().label());
        out.key("relation").ascii(dependency.relation().label());
        out.key("path").string(path);
        out.key("line").number(dependency.line()).endObject();
    }
}
