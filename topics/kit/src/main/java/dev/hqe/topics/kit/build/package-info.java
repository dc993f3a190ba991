/// Build time only: compiles a Topic's classes to WebAssembly with TeaVM.
///
/// Enter at [CompileToWasm][dev.hqe.topics.kit.build.CompileToWasm]; the build in `topics/pom.xml`
/// runs it in `process-classes`. No Topic's code uses this package.
@NullMarked
package dev.hqe.topics.kit.build;

import org.jspecify.annotations.NullMarked;
