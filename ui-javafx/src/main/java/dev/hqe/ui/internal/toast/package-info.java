/// Toasts: short words about what was done, with the way to take it back.
///
/// A page shows one by `frame.model().toasts().show(...)` with a [dev.hqe.ui.internal.toast.Toast].
/// What takes something away offers `undoing`.
@NullMarked
package dev.hqe.ui.internal.toast;

import org.jspecify.annotations.NullMarked;
