/// What the author of a Topic has: a folder to begin with, its build, its golden cases run.
///
/// Enter at [dev.hqe.app.topic.TopicTemplate], [dev.hqe.app.topic.TopicBuild] and
/// [dev.hqe.app.topic.GoldenRun]. All of it works on a folder anywhere, beside any workbench, and
/// publishes nothing. The build needs `lib/topic-build` of the installation; building runs what the
/// author wrote as the author, outside the sandbox, where the cases run inside it.
@NullMarked
package dev.hqe.app.topic;

import org.jspecify.annotations.NullMarked;
