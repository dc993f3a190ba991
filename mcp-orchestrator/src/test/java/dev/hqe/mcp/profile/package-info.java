/// Tests of the profiles.
@NullMarked
package dev.hqe.mcp.profile;

import org.jspecify.annotations.NullMarked;
