/// The command palette: one field that finds every page, command, tool, Topic and entity.
///
/// A page gives it [dev.hqe.ui.internal.palette.PaletteSource]s: `Listed` for what is in memory,
/// `Searched` for what somebody has to look up. [dev.hqe.ui.internal.palette.PaletteModel] needs no
/// toolkit; [dev.hqe.ui.internal.palette.Palette] draws it.
@NullMarked
package dev.hqe.ui.internal.palette;

import org.jspecify.annotations.NullMarked;
