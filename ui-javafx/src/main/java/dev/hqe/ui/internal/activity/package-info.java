/// The page of the timeline: every call and fact, newest first, live, with filters, a chart over
/// time and each one in full.
///
/// Enter at [dev.hqe.ui.internal.activity.ActivityPage]; what it says without a toolkit is
/// [dev.hqe.ui.internal.activity.ActivityModel]. Needs a [dev.hqe.kernel.activity.ActivityLog] as a
/// port and hears [dev.hqe.kernel.activity.ActivityRecorded].
@NullMarked
package dev.hqe.ui.internal.activity;

import org.jspecify.annotations.NullMarked;
