/// The composition root: where the parts become a workbench.
///
/// [dev.hqe.app.Main] is `main`. [dev.hqe.app.Workbench] opens, wires and closes everything, in
/// constructors that can be read from top to bottom. [dev.hqe.app.cli] is the `hqe` command,
/// [dev.hqe.app.demo] the main job shown in the terminal. Nothing knows this module.
@NullMarked
package dev.hqe.app;

import org.jspecify.annotations.NullMarked;
