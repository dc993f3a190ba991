/// SQLite as the workbench uses it.
///
/// Enter at [dev.hqe.kernel.store.Database]: one writer thread that commits what waits together, a
/// few reader threads, schema migrations by `user_version`. Callers block, so call from virtual
/// threads. [dev.hqe.kernel.store.Sql] is a connection inside one of those threads.
/// [dev.hqe.kernel.store.Outbox] turns rows into facts on the bus, at least once, also after a
/// crash.
@NullMarked
package dev.hqe.kernel.store;

import org.jspecify.annotations.NullMarked;
