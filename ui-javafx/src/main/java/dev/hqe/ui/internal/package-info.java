/// The frame of the window: header bar, navigation, status bar, theme, and the small parts that all
/// pages are made of. Enter at [dev.hqe.ui.internal.Shell]; a new page is a
/// [dev.hqe.ui.internal.Page] in its list.
@NullMarked
package dev.hqe.ui.internal;

import org.jspecify.annotations.NullMarked;
