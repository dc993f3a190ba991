/// Entities: the common form of everything that flows in, whatever its Topic.
///
/// Enter at [dev.hqe.kernel.entity.EntityStore]; it leads to what entities were
/// ([dev.hqe.kernel.entity.EntityHistory]), to counts ([dev.hqe.kernel.entity.EntityFigures]) and
/// to what kinds are labelled with ([dev.hqe.kernel.entity.EntityLabels]). Whole stores go in and
/// out as JSON Lines: [dev.hqe.kernel.entity.EntityExport], [dev.hqe.kernel.entity.EntityImport].
/// Publishes (through the outbox) [dev.hqe.kernel.entity.EntityStored],
/// [dev.hqe.kernel.entity.EntityDeleted] and [dev.hqe.kernel.entity.KindRelabelled]. Needs the
/// store.
@NullMarked
package dev.hqe.kernel.entity;

import org.jspecify.annotations.NullMarked;
