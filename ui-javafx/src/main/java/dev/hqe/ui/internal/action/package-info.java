/// What a person can do, and the keys that do it.
///
/// Enter at [dev.hqe.ui.internal.action.Action]: one record that the palette, the shortcuts, the
/// keyboard map and tooltips share. [dev.hqe.ui.internal.action.Actions] is the list of all of them
/// in one window.
@NullMarked
package dev.hqe.ui.internal.action;

import org.jspecify.annotations.NullMarked;
