/// Reads what a project depends on out of its manifests and lock files.
///
/// Enter at [DependencyFile][dev.hqe.topics.codeaudit.dependencies.DependencyFile], which knows a
/// file by its name and reads it into an
/// [Inventory][dev.hqe.topics.codeaudit.dependencies.Inventory] of
/// [Dependency][dev.hqe.topics.codeaudit.dependencies.Dependency] records with package URLs. It
/// publishes nothing and needs nothing but strings and collections, so it runs on the JVM and,
/// compiled by TeaVM, as WebAssembly.
///
/// The readers are small and go by lines. They know the forms that tools write and that people
/// commonly write; a form that they do not know is an
/// [Unread][dev.hqe.topics.codeaudit.dependencies.Unread] entry with its line, never left out in
/// silence. Nothing is resolved: what a range would be today is not known here.
@NullMarked
package dev.hqe.topics.codeaudit.dependencies;

import org.jspecify.annotations.NullMarked;
