/// Tests of the configuration files.
@NullMarked
package dev.hqe.mcp.config;

import org.jspecify.annotations.NullMarked;
