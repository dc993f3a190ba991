/// The timeline of a workbench: what was called, decided, loaded, stored, by whom and how it ended,
/// kept in `activity.db` for as long as its settings say.
///
/// Enter at [dev.hqe.kernel.activity.ActivityLog]. Whoever composes the workbench turns facts into
/// [dev.hqe.kernel.activity.Activity]s; this room knows none of them. It is a record for people:
/// the newest tenth of a second of it may be lost in a crash, and under a flood it says how much it
/// has left out.
///
/// Publishes [dev.hqe.kernel.activity.ActivityRecorded].
@NullMarked
package dev.hqe.kernel.activity;

import org.jspecify.annotations.NullMarked;
