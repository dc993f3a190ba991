package dev.hqe.kernel.entity;

/// What became of the entities of one batch.
public record PutSummary(int created, int updated, int unchanged) {

    public static final PutSummary NONE = new PutSummary(0, 0, 0);

    public PutSummary plus(PutSummary other) {
        return new PutSummary(
                created + other.created, updated + other.updated, unchanged + other.unchanged);
    }
}
