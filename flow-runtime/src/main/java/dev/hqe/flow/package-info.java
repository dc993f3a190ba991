/// Flows: workflows in YAML that survive a crash.
///
/// The first piece is [dev.hqe.flow.RetryPolicy], how often and when a failed step is tried again.
/// The definitions, the journal and the runtime grow from here. What a flow calls it asks for
/// through ports that this package will own; it knows the kernel only.
@NullMarked
package dev.hqe.flow;

import org.jspecify.annotations.NullMarked;
