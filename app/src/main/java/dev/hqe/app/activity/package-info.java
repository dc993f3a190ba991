/// What goes into the timeline: facts and ended calls, turned into lines that a person can read.
///
/// Enter at [dev.hqe.app.activity.CallJournal] for calls and [dev.hqe.app.activity.FactJournal] for
/// everything else. Publishes nothing. Needs the event bus and the timeline.
@NullMarked
package dev.hqe.app.activity;

import org.jspecify.annotations.NullMarked;
