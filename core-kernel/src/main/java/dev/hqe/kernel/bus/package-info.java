/// The event bus: how modules tell each other what has happened.
///
/// Enter at [dev.hqe.kernel.bus.EventBus]. A [dev.hqe.kernel.bus.Fact] is a record in the past
/// tense that lives beside the type it speaks of; who wants it subscribes to exactly that type and
/// gets it in an [dev.hqe.kernel.bus.Envelope] on a virtual thread of its own, through a mailbox of
/// its own. `docs/EVENTS.md` lists every fact, who publishes and who hears it.
@NullMarked
package dev.hqe.kernel.bus;

import org.jspecify.annotations.NullMarked;
