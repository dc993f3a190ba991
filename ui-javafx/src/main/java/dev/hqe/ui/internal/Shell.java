package dev.hqe.ui.internal;

import dev.hqe.ui.internal.action.Actions;
import dev.hqe.ui.internal.approvals.ApprovalLayer;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.PageMaker;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.Palette;
import dev.hqe.ui.internal.toast.ToastLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The frame: header bar, navigation, the page in front with questions and toasts over it, status
/// bar, and over all of it the palette. Folders dropped anywhere on it are added.
public final class Shell extends StackPane {

    /// Smallest size of the window's content.
    public static final double MIN_WIDTH = 1100;

    public static final double MIN_HEIGHT = 700;

    private static final double NARROW = 1180;
    private static final double TEXT_SIZE = 13;

    private final ShellModel model;
    private final Pages pages;
    private final StackPane front = new StackPane();
    private final ApprovalLayer approvals;
    private final ToastLayer toasts;
    private final Navigation navigation;
    private final Overlay overlay;
    private final Palette palette;
    private final Actions all = new Actions();
    private final PaneCycle panes = new PaneCycle();
    private @Nullable Page shown;

    public Shell(ShellModel model, FxDispatcher dispatcher, Desk desk, Delays delays) {
        this(model, dispatcher, desk, delays, Pages.MAKERS);
    }

    Shell(
            ShellModel model,
            FxDispatcher dispatcher,
            Desk desk,
            Delays delays,
            List<PageMaker> makers) {
        this.model = model;
        overlay = new Overlay(model.kept());
        pages = new Pages(new Frame(model, dispatcher, desk, delays, overlay), makers);
        model.places(pages.all().stream().map(Page::place).toList());
        approvals = new ApprovalLayer(model.approvals());
        toasts = new ToastLayer(model.toasts(), model.kept());
        palette = new Palette(model.palette(), overlay::close);
        FrameActions actions = new FrameActions(model, new Deeds());
        actions.addTo(all, pages.all());
        actions.sources(all, pages.all()).forEach(model.palette()::add);
        pages.all().forEach(page -> page.palette().forEach(model.palette()::add));
        model.palette()
                .isOpen()
                .addListener((property, before, now) -> {
                    if (!now) {
                        overlay.close();
                    }
                });

        front.getStyleClass().add("front");
        navigation = new Navigation(model, pages.all(), this::showKeys);
        BorderPane frame = new BorderPane(new StackPane(front, approvals, toasts));
        frame.getStyleClass().add("shell");
        frame.setTop(new HeaderBar(model, this::openPalette, approvals::enter));
        frame.setLeft(navigation);
        frame.setBottom(new StatusBar(model));
        getChildren().addAll(frame, overlay);
        widthProperty()
                .addListener((property, before, now) ->
                        navigation.setNarrow(now.doubleValue() < NARROW));
        FolderDrop _ = new FolderDrop(frame, model.ingest(), this::add);
        begin();
    }

    private void begin() {
        String last = model.kept().state().page();
        pages.all().stream()
                .map(Page::place)
                .filter(place -> place.room().equals(last))
                .forEach(model.place()::set);
        model.place().addListener((property, before, now) -> show(now));
        model.wanted()
                .addListener((property, before, now) -> {
                    if (now != null) {
                        open(now);
                    }
                });
        show(model.place().get());
    }

    private void show(Place place) {
        Page page = pages.at(place);
        if (shown != null && !shown.equals(page)) {
            shown.hidden();
        }
        shown = page;
        approvals.showIn(page.questions());
        front.getChildren().setAll(page.node());
        // a split pane has its parts in the scene only once it has its skin
        front.applyCss();
        page.shown();
    }

    private void open(Target target) {
        pages.at(target.place()).open(target);
    }

    private void add(Path folder) {
        if (model.ingest().add(folder)) {
            model.place().set(Place.HOME);
        } else {
            model.say(
                    Texts.of(
                            model.ingest().taker().get() == null
                                    ? "ingest.noTaker"
                                    : "ingest.oneByOne"));
        }
    }

    private void openPalette() {
        model.palette().open();
        overlay.show(palette, palette.field(), model.palette()::close);
        palette.field().selectAll();
    }

    private void showKeys() {
        KeySheet sheet = new KeySheet(all, pages.all(), pages.at(model.place().get()));
        overlay.show(sheet, sheet.focus(), () -> {});
    }

    /// Makes the keys of the whole window work in this scene, and theme and size of text follow the
    /// model.
    public void dress(Scene scene) {
        new KeyRouter(model, all, new Ground()).hear(scene);
        List<String> own =
                pages.all().stream().flatMap(page -> page.styleSheets().stream()).toList();
        model.theme().addListener((property, before, now) -> now.applyTo(scene, own));
        model.theme().get().applyTo(scene, own);
        model.kept()
                .property()
                .addListener((property, before, now) -> size(scene, now.textPercent()));
        size(scene, model.kept().state().textPercent());
    }

    private static void size(Scene scene, int percent) {
        scene.getRoot()
                .setStyle(
                        String.format(
                                Locale.ROOT, "-fx-font-size: %.2fpx;", TEXT_SIZE * percent / 100));
    }

    /// The window has closed.
    public void closed() {
        pages.all().forEach(Page::closed);
        model.close();
    }

    private final class Deeds implements FrameActions.Deeds {

        @Override
        public void openPalette() {
            Shell.this.openPalette();
        }

        @Override
        public void showKeys() {
            Shell.this.showKeys();
        }

        @Override
        public void filter() {
            Optional.ofNullable(pages.at(model.place().get()).filter())
                    .ifPresent(Node::requestFocus);
        }

        @Override
        public void nextPane(int by) {
            List<Node> round = new ArrayList<>(List.of(navigation));
            round.addAll(pages.at(model.place().get()).panes());
            Stream.of(approvals, toasts)
                    .filter(layer -> !layer.getChildrenUnmodifiable().isEmpty())
                    .forEach(round::add);
            panes.go(getScene(), round, by);
        }

        @Override
        public void answer() {
            approvals.enter();
        }
    }

    private final class Ground implements KeyRouter.Ground {

        @Override
        public boolean isCovered() {
            return overlay.isVisible();
        }

        @Override
        public void uncover() {
            overlay.close();
        }

        @Override
        public boolean inQuestion() {
            return approvals.hasFocus();
        }

        @Override
        public boolean back() {
            return pages.at(model.place().get()).back();
        }
    }
}
