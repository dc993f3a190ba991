package dev.hqe.ui.internal.kept;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a window remembers from one time to the next.
///
/// @param theme light, dark, or as the desktop has it
/// @param textPercent size of the text, [#MIN_TEXT] to [#MAX_TEXT]
/// @param motion whether anything moves
/// @param boundsOrNull where the window stood, in pixels of the desktop; null for the first time
/// @param page the room of the page that was in front; may name one that is not there any more
/// @param dividers positions of split panes by name, each between 0 and 1
/// @param recent ids of what was chosen in the palette, the last first
/// @param put what the person has put away, by id
public record WindowState(
        ThemeChoice theme,
        int textPercent,
        boolean motion,
        @Nullable Bounds boundsOrNull,
        String page,
        Map<String, Double> dividers,
        List<String> recent,
        List<String> put) {

    public static final int MIN_TEXT = 100;
    public static final int MAX_TEXT = 150;

    /// Most of anything that is remembered.
    static final int MOST = 64;

    static final int MOST_RECENT = 20;

    public static final WindowState FIRST =
            new WindowState(
                    ThemeChoice.SYSTEM, 100, true, null, "home", Map.of(), List.of(), List.of());

    /// Which theme the person wants.
    public enum ThemeChoice {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// Where a window stands.
    ///
    /// @param maximized whether it fills the screen; the rest then says where it stood before
    public record Bounds(double x, double y, double width, double height, boolean maximized) {

        private static final double LIMIT = 100_000;

        public Bounds {
            for (double one : new double[] {x, y, width, height}) {
                if (!(Math.abs(one) < LIMIT)) {
                    throw new IllegalArgumentException("no window stands there: " + one);
                }
            }
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("a window has a size");
            }
        }
    }

    public WindowState {
        textPercent = Math.clamp(textPercent, MIN_TEXT, MAX_TEXT);
        Map<String, Double> sane = new HashMap<>();
        dividers.forEach((name, at) -> {
            if (at > 0 && at < 1 && sane.size() < MOST) {
                sane.put(name, at);
            }
        });
        dividers = Map.copyOf(sane);
        recent = recent.stream().distinct().limit(MOST_RECENT).toList();
        put = new TreeSet<>(put).stream().limit(MOST).toList();
    }

    public Optional<Bounds> bounds() {
        return Optional.ofNullable(boundsOrNull);
    }

    public WindowState theme(ThemeChoice now) {
        return new WindowState(now, textPercent, motion, boundsOrNull, page, dividers, recent, put);
    }

    public WindowState textPercent(int now) {
        return new WindowState(theme, now, motion, boundsOrNull, page, dividers, recent, put);
    }

    public WindowState motion(boolean now) {
        return new WindowState(theme, textPercent, now, boundsOrNull, page, dividers, recent, put);
    }

    public WindowState bounds(Bounds now) {
        return new WindowState(theme, textPercent, motion, now, page, dividers, recent, put);
    }

    public WindowState page(String now) {
        return new WindowState(
                theme, textPercent, motion, boundsOrNull, now, dividers, recent, put);
    }

    public WindowState divider(String name, double at) {
        Map<String, Double> now = new HashMap<>(dividers);
        now.put(name, at);
        return new WindowState(theme, textPercent, motion, boundsOrNull, page, now, recent, put);
    }

    /// With this chosen last.
    public WindowState chosen(String id) {
        List<String> now = new ArrayList<>(recent);
        now.remove(id);
        now.addFirst(id);
        return new WindowState(theme, textPercent, motion, boundsOrNull, page, dividers, now, put);
    }

    /// With this put away.
    public WindowState away(String id) {
        List<String> now = new ArrayList<>(put);
        now.add(id);
        return new WindowState(
                theme, textPercent, motion, boundsOrNull, page, dividers, recent, now);
    }
}
