/// Lists of a million rows, of which some thousand are in memory.
///
/// Enter at [dev.hqe.ui.internal.rows.PagedRows] and give it a
/// [dev.hqe.ui.internal.rows.PageSource].
@NullMarked
package dev.hqe.ui.internal.rows;

import org.jspecify.annotations.NullMarked;
