/// How what there is only so much of is shared out among those who use the workbench. Nobody
/// outside this module uses it.
///
/// **Enter at** [Shares]. Publishes nothing and needs nothing.
@NullMarked
package dev.hqe.mcp.internal.share;

import org.jspecify.annotations.NullMarked;
