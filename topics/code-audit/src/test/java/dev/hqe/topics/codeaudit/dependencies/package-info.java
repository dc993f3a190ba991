/// Tests of the readers of manifests and lock files, with excerpts in the form that the tools
/// write.
@NullMarked
package dev.hqe.topics.codeaudit.dependencies;

import org.jspecify.annotations.NullMarked;
