package dev.hqe.ui.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.MemoryMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MapPlaneTest {

    private static final TopicId LEGAL = new TopicId("legal");
    private static final TopicId FINANCE = new TopicId("finance");

    private final MemoryMap.Point middle = point("middle", LEGAL, 0, 0);
    private final MemoryMap.Point right = point("right", LEGAL, 1, 0.1);
    private final MemoryMap.Point top = point("top", FINANCE, -0.1, -1);
    private final MemoryMap.Point left = point("left", LEGAL, -1, 0.2);
    private final MemoryMap.Point bottom = point("bottom", LEGAL, 0.2, 1);
    private final List<MemoryMap.Point> all = List.of(middle, right, top, left, bottom);

    @Test
    void laysPointsOutOverTheWholeRectangle() {
        MapPlane plane = new MapPlane(all, Map.of(LEGAL, 0, FINANCE, 1), 800, 600);

        assertThat(placed(plane.of(right)).x()).isEqualTo(776);
        assertThat(placed(plane.of(left)).x()).isEqualTo(24);
        assertThat(placed(plane.of(top)).y()).isEqualTo(24);
        assertThat(placed(plane.of(bottom)).y()).isEqualTo(576);
    }

    @Test
    void findsTheNearestPointInReach() {
        MapPlane plane = new MapPlane(all, Map.of(LEGAL, 0, FINANCE, 1), 800, 600);
        MapPlane.Placed at = placed(plane.of(middle));

        assertThat(plane.near(at.x() + 8, at.y() - 4, 12)).isEqualTo(at);
        assertThat(plane.near(at.x() + 80, at.y(), 12)).isNull();
    }

    @Test
    void findsWhatAMeasureOfAllFindsToo() {
        List<MemoryMap.Point> many = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            many.add(point("p" + i, LEGAL, random.nextDouble(-1, 1), random.nextDouble(-1, 1)));
        }
        MapPlane plane = new MapPlane(many, Map.of(LEGAL, 0), 1200, 900);

        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble(1200);
            double y = random.nextDouble(900);
            double least =
                    plane.points().stream()
                            .mapToDouble(one -> Math.hypot(one.x() - x, one.y() - y))
                            .min()
                            .orElseThrow();
            MapPlane.Placed near = plane.near(x, y, 12);
            assertThat(near != null).isEqualTo(least <= 12);
            if (near != null) {
                assertThat(Math.hypot(near.x() - x, near.y() - y)).isEqualTo(least);
            }
        }
    }

    @Test
    void leavesOutTopicsThatAreHidden() {
        MapPlane plane = new MapPlane(all, Map.of(LEGAL, 0), 800, 600);

        assertThat(plane.points()).hasSize(4).noneMatch(one -> one.point().equals(top));
        assertThat(plane.of(top)).isNull();
    }

    @Test
    void goesFromPointToPointByDirection() {
        MapPlane plane = new MapPlane(all, Map.of(LEGAL, 0, FINANCE, 1), 800, 600);
        MapPlane.Placed at = placed(plane.of(middle));

        assertThat(placed(plane.beside(at, 1, 0)).point()).isEqualTo(right);
        assertThat(placed(plane.beside(at, -1, 0)).point()).isEqualTo(left);
        assertThat(placed(plane.beside(at, 0, -1)).point()).isEqualTo(top);
        assertThat(placed(plane.beside(at, 0, 1)).point()).isEqualTo(bottom);
        assertThat(plane.beside(placed(plane.of(right)), 1, 0)).isNull();
    }

    private static MapPlane.Placed placed(MapPlane.@Nullable Placed placed) {
        return Objects.requireNonNull(placed);
    }

    private static MemoryMap.Point point(String id, TopicId topic, double x, double y) {
        return new MemoryMap.Point(new EntityId(id), topic, new Kind("Any"), id, x, y);
    }
}
