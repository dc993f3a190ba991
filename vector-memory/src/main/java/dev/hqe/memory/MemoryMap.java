package dev.hqe.memory;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import java.util.List;

/// Entities laid out on a plane, so that what is alike in meaning lies near each other, as far as
/// two dimensions can show that: their vectors, projected on the two directions in which they
/// differ most (principal component analysis).
///
/// @param model whose vectors these are; empty if there are none to be had now
/// @param entities how many there are to show, of which the points may be a sample
/// @param points one for each entity
public record MemoryMap(String model, long entities, List<Point> points) {

    /// Most points.
    public static final int MAX_POINTS = 4_000;

    /// An entity.
    ///
    /// @param title empty for none
    /// @param x -1 to 1
    /// @param y -1 to 1
    public record Point(
            EntityId entity, TopicId topic, Kind kind, String title, double x, double y) {}

    public MemoryMap {
        points = List.copyOf(points);
    }
}
