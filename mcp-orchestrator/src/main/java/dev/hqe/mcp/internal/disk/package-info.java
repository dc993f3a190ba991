/// What the packages of this module share about files that people edit and the workbench writes.
/// Nobody outside this module uses it.
///
/// **Enter at** [LiveFile]. Publishes nothing; needs a file system with locks.
@NullMarked
package dev.hqe.mcp.internal.disk;

import org.jspecify.annotations.NullMarked;
