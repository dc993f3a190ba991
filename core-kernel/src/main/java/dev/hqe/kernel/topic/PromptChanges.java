package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.TopicChanges.change;

import dev.hqe.kernel.topic.TopicChange.Kind;
import dev.hqe.kernel.topic.TopicManifest.FlowSpec;
import dev.hqe.kernel.topic.TopicManifest.PromptArgument;
import dev.hqe.kernel.topic.TopicManifest.PromptSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what is different between the prompts and the flows of two versions. A change of their
/// files is told with the file's name as subject.
///
/// @param asks whether what is new or different waits for a person
record PromptChanges(Topic before, Topic after, boolean asks) {

    void addTo(List<TopicChange> changes) {
        compare(
                prompts(before),
                prompts(after),
                "prompt",
                List.of(Kind.PROMPT_ADDED, Kind.PROMPT_REMOVED, Kind.PROMPT_CHANGED),
                changes);
        compare(
                flows(before),
                flows(after),
                "flow",
                List.of(Kind.FLOW_ADDED, Kind.FLOW_REMOVED, Kind.FLOW_CHANGED),
                changes);
    }

    private void compare(
            Map<String, String> old,
            Map<String, String> now,
            String what,
            List<Kind> kinds,
            List<TopicChange> changes) {
        now.forEach((name, text) -> {
            String was = old.get(name);
            String it = "The " + what + " " + name;
            if (was == null) {
                changes.add(change(kinds.get(0), name, it + " is new.", asks, "", text));
            } else if (!was.equals(text)) {
                changes.add(change(kinds.get(2), name, it + " is another.", asks, was, text));
            }
        });
        old.forEach((name, text) -> {
            if (!now.containsKey(name)) {
                String words = "The " + what + " " + name + " is gone.";
                changes.add(change(kinds.get(1), name, words, false, text, ""));
            }
        });
    }

    private static Map<String, String> prompts(Topic topic) {
        return topic.manifest().capabilities().prompts().stream()
                .collect(named(PromptSpec::name, prompt -> text(topic, prompt)));
    }

    private static String text(Topic topic, PromptSpec prompt) {
        String arguments =
                prompt.arguments().stream()
                        .map(PromptArgument::toString)
                        .collect(Collectors.joining("\n"));
        return prompt.title()
                + "\n"
                + prompt.description()
                + "\n"
                + arguments
                + "\n"
                + FileText.of(topic, prompt.file());
    }

    private static Map<String, String> flows(Topic topic) {
        return topic.manifest().capabilities().flows().stream()
                .collect(
                        named(
                                FlowSpec::name,
                                flow ->
                                        flow.description()
                                                + "\n"
                                                + FileText.of(topic, flow.file())));
    }

    private static <T> java.util.stream.Collector<T, ?, TreeMap<String, String>> named(
            Function<T, String> name, Function<T, String> text) {
        return Collectors.toMap(name, text, (a, b) -> a, TreeMap::new);
    }
}
