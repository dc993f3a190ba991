/// What agents see that come in under a profile.
///
/// **Lives here**: a [Profile] (the Topics and tools that it opens, how the tools are shown), all
/// of them by name ([Profiles]), and `profiles.yaml` where a person keeps them ([ProfileFile]).
///
/// **Enter at** [ProfileFile]. Publishes nothing. Needs the file.
///
/// A profile sorts a person's own agents. It is no wall against a program of this user, which could
/// start `hqe mcp` without one.
@NullMarked
package dev.hqe.mcp.profile;

import org.jspecify.annotations.NullMarked;
