package dev.hqe.app.cli;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicChange;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import dev.hqe.kernel.topic.TopicStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A Topic as commands show it.
final class TopicView {

    private TopicView() {}

    /// On one line, without its state.
    static String line(Topic topic) {
        Capabilities capabilities = topic.manifest().capabilities();
        return topic.id()
                + " "
                + topic.manifest().version()
                + "  "
                + Foreign.text(topic.manifest().name())
                + "  ("
                + counted(capabilities.tools().size(), "tool")
                + ", "
                + counted(capabilities.prompts().size(), "prompt")
                + ", "
                + counted(topic.schemas().size(), "kind")
                + ")";
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /// What to call an entry by on the command line.
    static String handle(TopicEntry entry) {
        return entry.id()
                .map(TopicId::value)
                .orElseGet(() -> Foreign.text(String.valueOf(entry.folder().getFileName())));
    }

    /// What its state means, and what to do about it.
    static String meaning(TopicEntry entry) {
        String id = handle(entry);
        String runs =
                entry.running()
                        .map(topic -> "version " + topic.manifest().version() + " runs meanwhile")
                        .orElse("nothing of it runs");
        return switch (entry.status()) {
            case TopicStatus.Active() ->
                    entry.bundled() ? "came with the program and runs" : "granted and running";
            case TopicStatus.Ungranted() ->
                    "nothing of it runs before it is granted: hqe topic grant " + id;
            case TopicStatus.Quarantined(var changes) ->
                    "changed since it was granted, so it waits for you; "
                            + runs
                            + ": hqe topic grant "
                            + id;
            case TopicStatus.Broken(var problems) -> "cannot be used; " + runs;
            case TopicStatus.Revoked() -> "switched off; nothing of it runs: hqe topic grant " + id;
            case TopicStatus.Collision(var problem) -> "cannot be used; its name is taken";
        };
    }

    static List<TopicChange> changes(TopicEntry entry) {
        return switch (entry.status()) {
            case TopicStatus.Quarantined(var changes) -> changes;
            case TopicStatus.Broken(var problems) -> List.of();
            case TopicStatus.Collision(var problem) -> List.of();
            case TopicStatus.Active() -> List.of();
            case TopicStatus.Ungranted() -> List.of();
            case TopicStatus.Revoked() -> List.of();
        };
    }

    /// An entry with its state; what lies there, or else what runs.
    static ObjectNode toJson(TopicEntry entry) {
        ObjectNode json =
                entry.found().or(entry::running).map(TopicView::toJson).orElseGet(Json::object);
        json.put("folder", entry.folder().toString());
        json.put("bundled", entry.bundled());
        json.put("state", entry.status().word());
        Optional<String> running = entry.running().map(topic -> topic.manifest().version());
        running.ifPresent(version -> json.put("running", version));
        entry.grant()
                .ifPresent(grant -> {
                    ObjectNode granted = json.putObject("grant");
                    granted.put("state", grant.state().name().toLowerCase(Locale.ROOT));
                    granted.put("trust", grant.trust().name().toLowerCase(Locale.ROOT));
                    granted.put("version", grant.version());
                    granted.put("digest", grant.digest());
                    granted.put("at", grant.at().toString());
                });
        if (!entry.problems().isEmpty()) {
            json.set("problems", toJson(entry.problems()));
        }
        if (!changes(entry).isEmpty()) {
            json.set("changes", CardView.toJson(changes(entry)));
        }
        return json;
    }

    static ObjectNode toJson(Topic topic) {
        ObjectNode json = Json.object();
        json.put("id", topic.id().value());
        json.put("name", topic.manifest().name());
        json.put("version", topic.manifest().version());
        json.put("description", topic.manifest().description());
        json.put("folder", topic.folder().toString());
        ArrayNode tools = json.putArray("tools");
        topic.manifest().capabilities().tools().forEach(tool -> tools.add(tool.name()));
        ArrayNode prompts = json.putArray("prompts");
        topic.manifest().capabilities().prompts().forEach(prompt -> prompts.add(prompt.name()));
        ArrayNode kinds = json.putArray("kinds");
        topic.schemas().keySet().stream().sorted().forEach(kind -> kinds.add(kind.value()));
        return json;
    }

    static ArrayNode toJson(Collection<Problem> problems) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Problem problem : problems) {
            ObjectNode one = json.addObject();
            one.put("file", problem.source());
            one.put("line", problem.line());
            one.put("message", problem.message());
        }
        return json;
    }
}
