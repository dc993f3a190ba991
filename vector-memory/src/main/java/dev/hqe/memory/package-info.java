/// Memory: what the workbench can find by meaning.
///
/// Enter at [dev.hqe.memory.BinaryScan], the tier that answers searches from memory: one bit per
/// dimension to find candidates, the full vectors to rank them. The durable store behind it and the
/// text chunks come with the data and memory part; see `docs/decisions/` for why there are two
/// tiers.
///
/// Needs the kernel only.
@NullMarked
package dev.hqe.memory;

import org.jspecify.annotations.NullMarked;
