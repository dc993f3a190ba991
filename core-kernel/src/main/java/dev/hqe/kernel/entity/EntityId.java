package dev.hqe.kernel.entity;

/// Name of an entity, unique in a workbench: 1 to 1024 characters, none of them a control
/// character. Whoever stores an entity chooses it so that storing the same thing again finds the
/// same entity.
public record EntityId(String value) implements Comparable<EntityId> {

    public static final int MAX_LENGTH = 1024;

    public EntityId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an entity id has 1 to " + MAX_LENGTH + " characters, not " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an entity id has no control characters");
        }
        if (value.codePoints().anyMatch(EntityId::isHalfACharacter)) { // it would be stored as ?
            throw new IllegalArgumentException("an entity id has no unpaired surrogates");
        }
    }

    private static boolean isHalfACharacter(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public int compareTo(EntityId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
