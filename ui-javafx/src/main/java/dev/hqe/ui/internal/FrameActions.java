package dev.hqe.ui.internal;

import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Actions;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.kept.WindowState;
import dev.hqe.ui.internal.kept.WindowState.ThemeChoice;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.palette.PaletteEntry;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// What can be done on every page, and what the palette finds of it.
final class FrameActions {

    private static final int TEXT_STEP = 10;

    /// What the shell does when it is asked to.
    interface Deeds {
        void openPalette();

        void showKeys();

        void filter();

        void nextPane(int by);

        void answer();
    }

    private final ShellModel model;
    private final Deeds deeds;

    FrameActions(ShellModel model, Deeds deeds) {
        this.model = model;
        this.deeds = deeds;
    }

    void addTo(Actions actions, List<Page> pages) {
        for (Page page : pages) {
            Place place = page.place();
            actions.add(
                    Action.of(
                                    "go." + place.room(),
                                    Texts.of("action.go", place.title()),
                                    place.icon(),
                                    () -> model.place().set(place))
                            .on(place.keys()));
            actions.add(place, page.actions());
        }
        actions.add(
                action("palette", Feather.SEARCH, deeds::openPalette).on(Keys.shortcut(KeyCode.K)));
        actions.add(action("keys", Feather.HELP_CIRCLE, deeds::showKeys).on(Keys.typed("?")));
        actions.add(action("filter", Feather.FILTER, deeds::filter).on(Keys.typed("/")));
        actions.add(
                action("nextPane", Feather.COLUMNS, () -> deeds.nextPane(1))
                        .on(Keys.key(KeyCode.F6)));
        actions.add(
                action("answer", Feather.SHIELD, deeds::answer)
                        .on(Keys.shortcutShift(KeyCode.A))
                        .when(() -> !model.approvals().waiting().isEmpty()));
        actions.add(
                action("undo", Feather.ROTATE_CCW, this::undo)
                        .on(Keys.shortcut(KeyCode.Z))
                        .when(() -> model.toasts().undoable().isPresent()));
        actions.add(
                action("theme", Feather.MOON, model::switchTheme)
                        .on(Keys.shortcutShift(KeyCode.L)));
        actions.add(
                action("theme.system", Feather.MONITOR, () -> model.choose(ThemeChoice.SYSTEM))
                        .when(() -> model.kept().state().theme() != ThemeChoice.SYSTEM));
        actions.add(
                action("text.larger", Feather.ZOOM_IN, () -> text(TEXT_STEP))
                        .on(Keys.shortcut(KeyCode.EQUALS))
                        .when(() -> textPercent() < WindowState.MAX_TEXT));
        actions.add(
                action("text.smaller", Feather.ZOOM_OUT, () -> text(-TEXT_STEP))
                        .on(Keys.shortcut(KeyCode.MINUS))
                        .when(() -> textPercent() > WindowState.MIN_TEXT));
        actions.add(
                action("motion.off", Feather.PAUSE, () -> motion(false))
                        .when(() -> model.kept().motion()));
        actions.add(
                action("motion.on", Feather.PLAY, () -> motion(true))
                        .when(() -> !model.kept().motion()));
    }

    private static Action action(String id, Feather icon, Runnable run) {
        return Action.of(id, Texts.of("action." + id), icon, run);
    }

    private void undo() {
        model.toasts().undoable().ifPresent(model.toasts()::accept);
    }

    private int textPercent() {
        return model.kept().state().textPercent();
    }

    private void text(int by) {
        model.kept().change(state -> state.textPercent(state.textPercent() + by));
    }

    private void motion(boolean now) {
        model.kept().change(state -> state.motion(now));
    }

    /// Pages and commands for the palette.
    List<PaletteSource> sources(Actions actions, List<Page> pages) {
        return List.of(
                new PaletteSource.Listed(
                        Section.PAGES, () -> pages.stream().map(this::entry).toList()),
                new PaletteSource.Listed(
                        Section.COMMANDS,
                        () ->
                                actions.all().stream()
                                        .filter(one -> !one.action().id().startsWith("go."))
                                        .filter(one -> !one.action().id().equals("palette"))
                                        .filter(one -> one.action().enabled().getAsBoolean())
                                        .map(this::entry)
                                        .toList()));
    }

    private PaletteEntry entry(Page page) {
        Place place = page.place();
        return PaletteEntry.of(
                        "go." + place.room(),
                        place.icon(),
                        place.title(),
                        "",
                        Texts.of("palette.go"),
                        () -> model.place().set(place))
                .on(place.keys());
    }

    private PaletteEntry entry(Actions.Placed placed) {
        Action action = placed.action();
        Place place = placed.place();
        PaletteEntry entry =
                PaletteEntry.of(
                        action.id(),
                        action.icon(),
                        action.title(),
                        place == null ? "" : place.title(),
                        Texts.of("palette.do"),
                        () -> {
                            if (place != null) {
                                model.place().set(place);
                            }
                            action.run().run();
                        });
        return action.keys().map(entry::on).orElse(entry);
    }
}
