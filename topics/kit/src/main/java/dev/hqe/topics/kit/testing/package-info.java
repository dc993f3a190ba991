/// Test time only: the folder that a Topic's build has made, held against its manifest and its
/// golden cases.
///
/// Enter at [TopicFolderContract][dev.hqe.topics.kit.testing.TopicFolderContract], which a Topic's
/// test extends; for tests of one's own there are [WasmTool][dev.hqe.topics.kit.testing.WasmTool],
/// the module run as the host runs it, and [JvmTool][dev.hqe.topics.kit.testing.JvmTool], the same
/// code without Wasm, both with a [MemoryWorkbench][dev.hqe.topics.kit.testing.MemoryWorkbench] to
/// ask. It needs JUnit, AssertJ, Chicory, Jackson and a JSON Schema validator, which
/// `topics/pom.xml` has for tests.
@NullMarked
package dev.hqe.topics.kit.testing;

import org.jspecify.annotations.NullMarked;
