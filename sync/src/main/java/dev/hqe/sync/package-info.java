/// Sync: live data between the workbench and other programs, by NATS and WebSockets.
///
/// The first piece is the address of a message: [dev.hqe.sync.Subject], and
/// [dev.hqe.sync.SubjectPattern], which selects subjects by wildcards. The embedded server grows
/// around them. Needs the kernel only.
@NullMarked
package dev.hqe.sync;

import org.jspecify.annotations.NullMarked;
