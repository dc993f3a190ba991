package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.MemoryMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Points of a map on a rectangle of the screen, and which of them is near a place. They are sorted
/// into squares, so that finding one among tens of thousands looks at a few.
final class MapPlane {

    private static final double MARGIN = 24;
    private static final double SQUARE = 24;

    /// A point and where it stands, in pixels.
    record Placed(MemoryMap.Point point, int legend, double x, double y) {}

    private final List<Placed> points = new ArrayList<>();
    private final Map<Long, List<Placed>> squares = new HashMap<>();

    /// @param numbers of the Topics that are drawn, see [MapModel.Legend#number]
    MapPlane(
            List<MemoryMap.Point> all, Map<TopicId, Integer> numbers, double width, double height) {
        double left = 1;
        double right = -1;
        double top = 1;
        double bottom = -1;
        for (MemoryMap.Point point : all) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            top = Math.min(top, point.y());
            bottom = Math.max(bottom, point.y());
        }
        double across = Math.max(1e-9, right - left);
        double down = Math.max(1e-9, bottom - top);
        for (MemoryMap.Point point : all) {
            Integer legend = numbers.get(point.topic());
            if (legend != null) {
                Placed placed =
                        new Placed(
                                point,
                                legend,
                                MARGIN + (point.x() - left) / across * (width - 2 * MARGIN),
                                MARGIN + (point.y() - top) / down * (height - 2 * MARGIN));
                points.add(placed);
                squares.computeIfAbsent(square(placed.x(), placed.y()), key -> new ArrayList<>())
                        .add(placed);
            }
        }
    }

    private static long square(double x, double y) {
        return ((long) Math.floor(x / SQUARE) << 32)
                | ((long) Math.floor(y / SQUARE) & 0xFFFF_FFFFL);
    }

    List<Placed> points() {
        return points;
    }

    /// The nearest point, if it is at most so far.
    ///
    /// @param reach up to the side of a square
    @Nullable Placed near(double x, double y, double reach) {
        Placed nearest = null;
        double least = Math.min(reach, SQUARE);
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (Placed one :
                        squares.getOrDefault(
                                square(x + i * SQUARE, y + j * SQUARE), List.<Placed>of())) {
                    double distance = Math.hypot(one.x() - x, one.y() - y);
                    if (distance <= least) {
                        least = distance;
                        nearest = one;
                    }
                }
            }
        }
        return nearest;
    }

    @Nullable Placed of(MemoryMap.@Nullable Point point) {
        for (Placed one : points) {
            if (one.point().equals(point)) {
                return one;
            }
        }
        return null;
    }

    /// The nearest point in a direction, for the arrow keys: what lies aside counts as twice as
    /// far.
    ///
    /// @param byX -1, 0 or 1
    /// @param byY -1, 0 or 1
    @Nullable Placed beside(Placed from, int byX, int byY) {
        Placed best = null;
        double least = Double.MAX_VALUE;
        for (Placed one : points) {
            double along = (one.x() - from.x()) * byX + (one.y() - from.y()) * byY;
            double aside =
                    Math.abs((one.x() - from.x()) * byY) + Math.abs((one.y() - from.y()) * byX);
            double cost = along + 2 * aside;
            if (along > 0.5 && cost < least) {
                least = cost;
                best = one;
            }
        }
        return best;
    }
}
