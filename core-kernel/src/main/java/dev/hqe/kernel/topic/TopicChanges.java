package dev.hqe.kernel.topic;

import dev.hqe.kernel.topic.Permissions.CallLimits;
import dev.hqe.kernel.topic.Permissions.Item;
import dev.hqe.kernel.topic.TopicChange.Kind;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what is different between a Topic that was granted and what lies in its folder now, and
/// which of it asks.
///
/// Wider permissions and limits ask whoever wrote the Topic. Everything else that is new or
/// different asks unless the Topic is the person's own. What is gone or narrower never asks.
final class TopicChanges {

    private static final int MAX_CHANGES = 500;

    private static final String TRANSFORMS_DIFFER =
            "What sources can put their records through is different.";

    /// Where an Agent Plugin names its servers.
    private static final String SERVERS = "mcp.json";

    private final TopicGrant grant;
    private final Topic before;
    private final Topic after;
    private final Map<String, String> filesAfter;
    private final boolean others;
    private final List<TopicChange> changes = new ArrayList<>();

    private TopicChanges(TopicGrant grant, Topic before, Topic after, TopicContent content) {
        this.grant = grant;
        this.before = before;
        this.after = after;
        this.filesAfter = content.files();
        this.others = grant.trust() != Trust.AUTHOR;
    }

    /// @param before what was granted, in its copy
    /// @param after what lies there now
    /// @param content of `after`
    static List<TopicChange> between(
            TopicGrant grant, Topic before, Topic after, TopicContent content) {
        TopicChanges found = new TopicChanges(grant, before, after, content);
        found.compareManifest();
        found.comparePermissions();
        found.compareTools();
        found.compareFiles();
        return found.changes.stream()
                .sorted(Comparator.comparing(TopicChange::asks).reversed())
                .limit(MAX_CHANGES)
                .toList();
    }

    private void compareManifest() {
        TopicManifest old = before.manifest();
        TopicManifest now = after.manifest();
        if (!old.version().equals(now.version())) {
            add(
                    Kind.VERSION,
                    "version",
                    "The version is " + now.version() + " instead of " + old.version() + ".",
                    false,
                    old.version(),
                    now.version());
        }
        text("name", old.name(), now.name());
        text("description", old.description(), now.description());
        text("config", lines(old.config()), lines(now.config()));
        text("data_schema", lines(old.dataSchema()), lines(now.dataSchema()));
        text("labels", lines(old.labels()), lines(now.labels()));
        String granted = transforms(before);
        String found = transforms(after);
        if (!granted.equals(found)) {
            add(Kind.MANIFEST, "transforms", TRANSFORMS_DIFFER, others, granted, found);
        }
    }

    private void text(String what, String old, String now) {
        if (!old.equals(now)) {
            add(Kind.MANIFEST, what, "Its " + what + " is another.", others, old, now);
        }
    }

    private static String transforms(Topic topic) {
        return topic.manifest().capabilities().transforms().stream()
                .map(TransformSpec::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String lines(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private void comparePermissions() {
        Map<String, Item> granted = byKey(grant.permissions());
        Map<String, Item> wanted = byKey(after.manifest().permissions());
        wanted.forEach((key, item) -> {
            if (!granted.containsKey(key)) {
                String words = "It wants to " + item.words() + ".";
                add(Kind.PERMISSION_WIDER, key, words, true, "", item.words());
            }
        });
        byKey(before.manifest().permissions())
                .forEach((key, item) -> {
                    if (!wanted.containsKey(key)) {
                        String words = "It no longer wants to " + item.words() + ".";
                        add(Kind.PERMISSION_NARROWER, key, words, false, item.words(), "");
                    }
                });
        CallLimits old = grant.permissions().limits();
        CallLimits now = after.manifest().permissions().limits();
        limit("cpu_ms", "milliseconds of computing", old.cpuMillis(), now.cpuMillis());
        limit("memory_pages", "pages of memory (64 KiB)", old.memoryPages(), now.memoryPages());
        limit("output_bytes", "bytes of answer", old.outputBytes(), now.outputBytes());
    }

    private void limit(String key, String unit, int old, int now) {
        if (old != now) {
            add(
                    now > old ? Kind.LIMIT_WIDER : Kind.LIMIT_NARROWER,
                    key,
                    "A call may take " + now + " " + unit + " instead of " + old + ".",
                    now > old,
                    Integer.toString(old),
                    Integer.toString(now));
        }
    }

    private static Map<String, Item> byKey(Permissions permissions) {
        return permissions.items().stream()
                .collect(Collectors.toMap(Item::key, Function.identity(), (a, b) -> a));
    }

    private void compareTools() {
        changes.addAll(
                ToolChanges.between(
                        before.manifest().capabilities().tools(),
                        after.manifest().capabilities().tools(),
                        others));
        new PromptChanges(before, after, others).addTo(changes);
    }

    /// Every file that matters and of which nothing has been said yet.
    private void compareFiles() {
        Map<String, String> filesBefore = grant.files();
        Set<String> all = new TreeSet<>(filesBefore.keySet());
        all.addAll(filesAfter.keySet());
        all.remove(TopicReader.MANIFEST);
        Set<String> said = new HashSet<>();
        changes.forEach(change -> {
            if (change.kind() == Kind.PROMPT_CHANGED || change.kind() == Kind.PROMPT_ADDED) {
                said.addAll(promptFiles(change.subject()));
            } else if (change.kind() == Kind.FLOW_CHANGED || change.kind() == Kind.FLOW_ADDED) {
                said.addAll(flowFiles(change.subject()));
            }
        });
        for (String file : all) {
            String old = filesBefore.getOrDefault(file, "");
            String now = filesAfter.getOrDefault(file, "");
            if (!old.equals(now) && !said.contains(file)) {
                compareFile(file, old, now);
            }
        }
    }

    private Set<String> promptFiles(String prompt) {
        return after.manifest().capabilities().prompts().stream()
                .filter(one -> one.name().equals(prompt))
                .map(one -> TopicManifest.plain(one.file()))
                .collect(Collectors.toSet());
    }

    private Set<String> flowFiles(String flow) {
        return after.manifest().capabilities().flows().stream()
                .filter(one -> one.name().equals(flow))
                .map(one -> TopicManifest.plain(one.file()))
                .collect(Collectors.toSet());
    }

    private void compareFile(String file, String old, String now) {
        if (file.endsWith(".wasm")) {
            String words = "The program " + file + (now.isEmpty() ? " is gone." : " is another.");
            add(Kind.CODE_CHANGED, file, words, others && !now.isEmpty(), sha(old), sha(now));
            return;
        }
        if (file.equals(SERVERS)) { // what runs outside the sandbox asks whoever wrote it
            add(
                    Kind.SERVER_CHANGED,
                    file,
                    "The servers that it brings are others.",
                    !now.isEmpty(),
                    FileText.of(before, file),
                    FileText.of(after, file));
            return;
        }
        boolean schema =
                before.manifest().dataSchema().containsValue(file)
                        || after.manifest().dataSchema().containsValue(file);
        String words = "The file " + file + (now.isEmpty() ? " is gone." : " is another.");
        add(
                schema ? Kind.SCHEMA_CHANGED : Kind.FILE_CHANGED,
                file,
                words,
                others && !now.isEmpty(),
                FileText.of(before, file),
                FileText.of(after, file));
    }

    private static String sha(String hash) {
        return hash.isEmpty() ? "" : "sha256 " + hash;
    }

    private void add(
            Kind kind, String subject, String words, boolean asks, String old, String now) {
        changes.add(change(kind, subject, words, asks, old, now));
    }

    static TopicChange change(
            Kind kind, String subject, String words, boolean asks, String old, String now) {
        return new TopicChange(
                kind,
                HiddenText.shown(subject),
                HiddenText.shown(words),
                asks,
                HiddenText.shown(old).lines().toList(),
                HiddenText.shown(now).lines().toList(),
                HiddenText.isIn(now) || HiddenText.isIn(subject));
    }
}
