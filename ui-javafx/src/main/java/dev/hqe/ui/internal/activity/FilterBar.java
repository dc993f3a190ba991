package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.FilterMenu;
import dev.hqe.ui.internal.part.SearchField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;

/// The filters in the header: words, who, what sort, on what, how it ended and when.
final class FilterBar {

    private final ActivityModel model;
    private final Function<Stretch, String> stretch;
    private final SearchField words = new SearchField(Texts.of("activity.words"));
    private final FilterMenu who;
    private final FilterMenu kind;
    private final FilterMenu on;
    private final FilterMenu outcome;
    private final FilterMenu period;
    private boolean following;

    /// @param stretch how a stretch of time is said
    FilterBar(ActivityModel model, Function<Stretch, String> stretch) {
        this.model = model;
        this.stretch = stretch;
        words.setId("activity-words");
        words.setMinWidth(120);
        words.textProperty()
                .addListener((property, before, now) -> {
                    if (!following) {
                        change(filter -> filter.words(now));
                    }
                });
        who =
                new FilterMenu(
                        "activity.filter.who",
                        () ->
                                names(
                                        model.names().get().actors(),
                                        model.filter().get().actor(),
                                        name -> change(filter -> filter.actor(name))),
                        () -> change(filter -> filter.actor("")));
        kind =
                new FilterMenu(
                        "activity.filter.kind",
                        () ->
                                Stream.of(Kind.values())
                                        .map(one ->
                                                new FilterMenu.Choice(
                                                        Words.of(one),
                                                        model.count(one),
                                                        model.filter().get().kinds().contains(one),
                                                        () -> toggle(one)))
                                        .toList(),
                        () -> change(filter -> filter.kinds(Set.of())));
        on =
                new FilterMenu(
                        "activity.filter.on",
                        () ->
                                names(
                                        model.names().get().subjects(),
                                        model.filter().get().subject(),
                                        name -> change(filter -> filter.subject(name))),
                        () -> change(filter -> filter.subject("")));
        outcome =
                new FilterMenu(
                        "activity.filter.outcome",
                        () ->
                                Stream.of(Result.values())
                                        .map(one ->
                                                new FilterMenu.Choice(
                                                        Words.of(one),
                                                        model.count(one),
                                                        model.filter()
                                                                .get()
                                                                .results()
                                                                .contains(one),
                                                        () -> toggle(one)))
                                        .toList(),
                        () -> change(filter -> filter.results(Set.of())));
        period =
                new FilterMenu(
                        "activity.filter.period",
                        () ->
                                Stream.of(Period.values())
                                        .filter(one -> one != Period.ALL)
                                        .map(one ->
                                                new FilterMenu.Choice(
                                                        one.label(),
                                                        -1,
                                                        model.filter().get().period() == one,
                                                        () -> change(filter -> filter.period(one))))
                                        .toList(),
                        () -> change(filter -> filter.period(Period.ALL)));
        model.filter().addListener((property, before, now) -> show(now));
        model.histogram().addListener((property, before, now) -> showPeriod(model.filter().get()));
        show(model.filter().get());
    }

    private void change(UnaryOperator<Filter> change) {
        model.filter().set(change.apply(model.filter().get()));
    }

    private void toggle(Kind one) {
        change(filter -> {
            EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
            kinds.addAll(filter.kinds());
            if (!kinds.remove(one)) {
                kinds.add(one);
            }
            return filter.kinds(kinds);
        });
    }

    private void toggle(Result one) {
        change(filter -> {
            EnumSet<Result> results = EnumSet.noneOf(Result.class);
            results.addAll(filter.results());
            if (!results.remove(one)) {
                results.add(one);
            }
            return filter.results(results);
        });
    }

    private static List<FilterMenu.Choice> names(
            Map<String, Long> names, String chosen, Consumer<String> choose) {
        List<FilterMenu.Choice> choices = new ArrayList<>();
        if (!chosen.isEmpty() && !names.containsKey(chosen)) {
            choices.add(new FilterMenu.Choice(chosen, -1, true, () -> choose.accept("")));
        }
        names.forEach((name, count) -> {
            boolean now = name.equals(chosen);
            choices.add(
                    new FilterMenu.Choice(name, count, now, () -> choose.accept(now ? "" : name)));
        });
        return choices;
    }

    private void show(Filter filter) {
        following = true;
        if (!words.getText().strip().equals(filter.words())) {
            words.setText(filter.words());
        }
        following = false;
        who.show(filter.actor());
        kind.show(said(filter.kinds(), Words::of));
        on.show(filter.subject());
        outcome.show(said(filter.results(), Words::of));
        showPeriod(filter);
    }

    private void showPeriod(Filter filter) {
        period.show(
                !filter.stretch().equals(Stretch.ALL)
                        ? stretch.apply(filter.stretch())
                        : filter.period() == Period.ALL ? "" : filter.period().label());
    }

    private static <T> String said(Set<T> chosen, Function<T, String> word) {
        return switch (chosen.size()) {
            case 0 -> "";
            case 1 -> word.apply(chosen.iterator().next());
            default -> Texts.of("activity.filter.chosen", chosen.size());
        };
    }

    /// What is let through, in words, for where nothing is.
    String said(Filter filter) {
        List<String> parts = new ArrayList<>();
        if (!filter.words().isEmpty()) {
            parts.add("“" + filter.words() + "”");
        }
        Stream.of(who, kind, on, outcome, period)
                .filter(FilterMenu::isActive)
                .map(MenuButton::getText)
                .forEach(parts::add);
        return String.join(", ", parts);
    }

    SearchField words() {
        return words;
    }

    List<MenuButton> menus() {
        return List.of(who, kind, on, outcome, period);
    }
}
