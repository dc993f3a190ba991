/// The page of the memory: search by words and by meaning, the source of a hit with what is cited
/// in sight, and a map of all there is.
///
/// Enter at [dev.hqe.ui.internal.memory.MemoryPage]. What is asked is an
/// [dev.hqe.ui.internal.memory.Asked], what came of it a [dev.hqe.ui.internal.memory.Listing], the
/// chosen hit an [dev.hqe.ui.internal.memory.Opened]; the models
/// [dev.hqe.ui.internal.memory.MemoryModel] and [dev.hqe.ui.internal.memory.MapModel] know no
/// nodes. The page is there where the port [dev.hqe.memory.Memory] is answered; with the port
/// [dev.hqe.ingestion.Origins] it also leads to the files that hits came from.
@NullMarked
package dev.hqe.ui.internal.memory;

import org.jspecify.annotations.NullMarked;
