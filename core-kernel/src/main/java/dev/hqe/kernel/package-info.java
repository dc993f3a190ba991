/// The kernel: what every other module stands on, and the only module they all see.
///
/// Rooms:
/// - `dev.hqe.kernel` (here): [dev.hqe.kernel.Lifecycle] opens, starts and closes the parts of a
///   workbench; [dev.hqe.kernel.WorkbenchHome] is its data directory and the lock on it, which a
///   [dev.hqe.kernel.HomeOwner] has.
/// - [dev.hqe.kernel.bus]: facts that modules tell each other.
/// - [dev.hqe.kernel.file]: files that several processes write.
/// - [dev.hqe.kernel.json]: JSON and YAML with line numbers, JSON Schema.
/// - [dev.hqe.kernel.store]: SQLite with one writer and group commit, and the outbox.
/// - [dev.hqe.kernel.entity]: entities, the common form of everything that flows in.
/// - [dev.hqe.kernel.topic]: Topic folders, their manifests and the catalog of them.
/// - [dev.hqe.kernel.secret]: secrets at rest, and `${secret:name}` in configs.
/// - [dev.hqe.kernel.access]: API keys and what they allow.
///
/// The kernel knows no other module.
@NullMarked
package dev.hqe.kernel;

import org.jspecify.annotations.NullMarked;
