package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.FilterMenu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;

/// In which part of the memory is searched: Topics, kinds, labels.
final class Filters {

    private final MemoryModel model;
    private final Inventory inventory;
    private final FilterMenu topic;
    private final FilterMenu kind;
    private final FilterMenu label;

    Filters(MemoryModel model, Inventory inventory) {
        this.model = model;
        this.inventory = inventory;
        topic = new FilterMenu("memory.filter.topic", this::topics, () -> change(Asked::anyTopic));
        kind = new FilterMenu("memory.filter.kind", this::kinds, () -> change(Asked::anyKind));
        label = new FilterMenu("memory.filter.label", this::labels, () -> change(Asked::anyLabel));
        model.asked().addListener((property, before, now) -> show(now));
        show(model.asked().get());
    }

    private void change(UnaryOperator<Asked> change) {
        model.asked().set(change.apply(model.asked().get()));
    }

    private List<FilterMenu.Choice> topics() {
        Set<TopicId> chosen = model.asked().get().topics();
        Map<TopicId, Long> counts = new TreeMap<>();
        chosen.forEach(one -> counts.put(one, 0L));
        for (KindCount count : inventory.counts()) {
            counts.merge(count.topicId(), count.entities(), Long::sum);
        }
        List<FilterMenu.Choice> choices = new ArrayList<>();
        counts.forEach((one, entities) ->
                choices.add(
                        new FilterMenu.Choice(
                                inventory.nameOf(one),
                                entities,
                                chosen.contains(one),
                                () -> change(asked -> asked.toggle(one)))));
        choices.sort(Comparator.comparing(FilterMenu.Choice::label));
        return choices;
    }

    /// Those of the chosen Topics.
    private List<FilterMenu.Choice> kinds() {
        Asked asked = model.asked().get();
        Map<Kind, Long> counts = new TreeMap<>();
        asked.kinds().forEach(one -> counts.put(one, 0L));
        for (KindCount count : inventory.counts()) {
            if (asked.topics().isEmpty() || asked.topics().contains(count.topicId())) {
                counts.merge(count.kind(), count.entities(), Long::sum);
            }
        }
        List<FilterMenu.Choice> choices = new ArrayList<>();
        counts.forEach((one, entities) ->
                choices.add(
                        new FilterMenu.Choice(
                                one.value(),
                                entities,
                                asked.kinds().contains(one),
                                () -> change(now -> now.toggle(one)))));
        return choices;
    }

    private List<FilterMenu.Choice> labels() {
        return Stream.of(Sensitivity.values())
                .map(one ->
                        new FilterMenu.Choice(
                                one.word(),
                                -1,
                                model.asked().get().labels().contains(one),
                                () -> change(asked -> asked.toggle(one))))
                .toList();
    }

    private void show(Asked asked) {
        topic.show(said(asked.topics(), inventory::nameOf));
        kind.show(said(asked.kinds(), Kind::value));
        label.show(said(asked.labels(), Sensitivity::word));
    }

    private static <T extends Comparable<? super T>> String said(
            Set<T> chosen, Function<T, String> word) {
        return chosen.size() > 2
                ? Texts.of("memory.filter.chosen", chosen.size())
                : new TreeSet<>(chosen).stream().map(word).collect(Collectors.joining(", "));
    }

    /// What is let through, in words; empty where everything is.
    String said() {
        return Stream.of(topic, kind, label)
                .filter(FilterMenu::isActive)
                .map(MenuButton::getText)
                .collect(Collectors.joining(", "));
    }

    List<FilterMenu> menus() {
        return List.of(topic, kind, label);
    }
}
