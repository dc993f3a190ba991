/// Build time only: compiles the guest's classes to WebAssembly with TeaVM.
///
/// Enter at [CompileToWasm][dev.hqe.topics.codeaudit.build.CompileToWasm]; the module's Maven build
/// runs it in `process-classes`. Nothing in the Topic uses this package.
@NullMarked
package dev.hqe.topics.codeaudit.build;

import org.jspecify.annotations.NullMarked;
