package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.ui.ToolList.Tool;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteEntry;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;

/// What the palette finds of Topics: themselves, and their tools while no page has all tools.
final class TopicEntries {

    private final ShellModel shell;
    private final TopicsModel model;

    TopicEntries(ShellModel shell, TopicsModel model) {
        this.shell = shell;
        this.model = model;
    }

    List<PaletteSource> sources() {
        return List.of(
                new PaletteSource.Listed(
                        Section.TOPICS, () -> model.items().stream().map(this::entry).toList()),
                new PaletteSource.Listed(Section.TOOLS, this::tools));
    }

    private PaletteEntry entry(TopicItem item) {
        PaletteEntry entry =
                PaletteEntry.of(
                        "topic:" + item.folder().getFileName(),
                        item instanceof TopicItem.Broken ? Feather.ALERT_CIRCLE : Feather.LAYERS,
                        item.name(),
                        text(item),
                        Texts.of("palette.go"),
                        () -> shell.open(new Target.OfTopicFolder(item.folder())));
        return item instanceof TopicItem.Broken
                ? entry.chip(Texts.of("topics.chip.broken"))
                : entry;
    }

    private static String text(TopicItem item) {
        return switch (item) {
            case TopicItem.Loaded loaded -> {
                Topic topic = loaded.topic();
                String description = topic.manifest().description();
                yield description.isBlank() ? topic.id().value() : description;
            }
            case TopicItem.Broken broken -> broken.rejected().problems().getFirst().toString();
        };
    }

    private List<PaletteEntry> tools() {
        if (shell.has(Place.TOOLS)) {
            return List.of();
        }
        return shell.inventory().tools().stream()
                .map(this::tool)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<PaletteEntry> tool(Tool tool) {
        String title = tool.title().isBlank() ? tool.description() : tool.title();
        return tool.topic()
                .map(topic ->
                        PaletteEntry.of(
                                        "tool:" + tool.name(),
                                        Feather.TOOL,
                                        tool.name(),
                                        title,
                                        Texts.of("topics.palette.show"),
                                        () -> shell.open(new Target.OfTopic(topic)))
                                .asCode());
    }
}
