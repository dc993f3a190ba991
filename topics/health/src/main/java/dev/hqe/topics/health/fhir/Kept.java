package dev.hqe.topics.health.fhir;

/// What becomes of a resource.
sealed interface Kept {

    /// It is stored.
    record Stored(Resource resource, String kind, Fields data) implements Kept {
        /// The entity's id; a resource that comes again takes its own place.
        String entityId() {
            return "health/" + resource.type() + "/" + resource.id();
        }
    }

    /// It is left out, as it should be.
    record Skipped(Resource resource, String reason) implements Kept {}

    /// It is not what FHIR says, or more than is read here.
    record Invalid(Resource resource, String problem) implements Kept {}
}
