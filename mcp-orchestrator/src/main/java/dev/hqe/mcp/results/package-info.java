/// Results too large to put into a model's context: an agent gets a preview and an address, and
/// reads on from there as far as it wants.
///
/// **Lives here**: the decision what is too large and what is shown of it ([LargeResults]), the
/// place where the whole is kept for a while ([ResultStore]) and the tool that reads it for clients
/// without resources ([ResultTools]).
///
/// **Enter at** [LargeResults#shorten]. Publishes nothing. Needs a clock.
@NullMarked
package dev.hqe.mcp.results;

import org.jspecify.annotations.NullMarked;
