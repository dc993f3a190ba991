/// What the window remembers from one time to the next: size and place, page, dividers, theme, size
/// of text, motion, recent commands.
///
/// Enter at [dev.hqe.ui.internal.kept.Kept]; it writes `window.json` in the data directory.
@NullMarked
package dev.hqe.ui.internal.kept;

import org.jspecify.annotations.NullMarked;
