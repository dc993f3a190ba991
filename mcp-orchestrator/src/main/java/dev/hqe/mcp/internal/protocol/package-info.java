/// How the protocol is spoken: framing, JSON-RPC messages, the two eras, one connection's state.
/// Nobody outside this module uses it.
///
/// **Enter at** [ProtocolSession], which is one peer's state without any transport, and
/// [AnswerQueue], the serialized writer. [ReadingTurns] says on which thread a call runs. Publishes
/// nothing; needs a [dev.hqe.mcp.McpServer].
@NullMarked
package dev.hqe.mcp.internal.protocol;

import org.jspecify.annotations.NullMarked;
