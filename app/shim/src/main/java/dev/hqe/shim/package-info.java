/// What agents start: a program that does nothing but join their standard streams to the running
/// workbench, and start one where there is none.
///
/// Enter at [dev.hqe.shim.Shim]. [dev.hqe.shim.Doorway] finds the workbench of a data directory or
/// starts it, [dev.hqe.shim.Bridge] carries the bytes and knows, by [dev.hqe.shim.MessageScanner],
/// which requests are still to be answered: when the workbench ends in the middle of them, the
/// agent gets an error for each, and its next message goes to a new workbench.
///
/// [dev.hqe.shim.DoorPaths], [dev.hqe.shim.Build], [dev.hqe.shim.Greeting] and
/// [dev.hqe.shim.Welcome] are what both sides of the door have to agree on; the workbench uses them
/// as well. Needs nothing but the JDK, and little of that: it is started again and again, and each
/// class costs.
@NullMarked
package dev.hqe.shim;

import org.jspecify.annotations.NullMarked;
