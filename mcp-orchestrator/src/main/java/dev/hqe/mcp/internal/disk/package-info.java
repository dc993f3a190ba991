/// What the packages of this module share about files that several processes write. Nobody outside
/// this module uses it.
///
/// **Enter at** [FileTurn]. Publishes nothing; needs a file system with locks.
@NullMarked
package dev.hqe.mcp.internal.disk;

import org.jspecify.annotations.NullMarked;
