/// Memory as agents and programs reach it.
///
/// [dev.hqe.app.memory.MemoryTools] are the tools `memory.search`, `memory.get`, `memory.remember`
/// and `memory.forget`; [dev.hqe.app.memory.TopicMemory] is what the program of a Topic finds. What
/// anybody sees is bound to the Topics of their grant, which is asked anew for each call.
/// [dev.hqe.app.memory.MemoryModels] says which model makes the vectors.
///
/// Needs [dev.hqe.memory.Memory] and the entity store. Publishes nothing.
@NullMarked
package dev.hqe.app.memory;

import org.jspecify.annotations.NullMarked;
