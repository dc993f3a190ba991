/// Calls that wait for a person's word, asked in the window: a card over the page that never takes
/// the focus by itself. Enter at [dev.hqe.ui.internal.approvals.WindowApprover], which brings
/// questions from the calls' threads, and [dev.hqe.ui.internal.approvals.ApprovalLayer], which
/// shows them one at a time.
@NullMarked
package dev.hqe.ui.internal.approvals;

import org.jspecify.annotations.NullMarked;
