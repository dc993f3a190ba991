/// The processes of hosted MCP servers: started on demand, supervised, and gone when the workbench
/// is, however it ends.
///
/// **Lives here**: what to start ([ServerCommand]), a started child with its byte streams
/// ([ServerProcess]), the one that starts them ([ServerLauncher]) and the one that keeps them
/// running ([Supervisor], [SupervisedServer]). Nothing here knows the protocol: standard input and
/// output are bytes for whoever speaks it.
///
/// **Enter at** [Supervisor#supervise], then [SupervisedServer#demand] for a running process. Who
/// wants a process without supervision takes [ServerLauncher#start].
///
/// **No orphan.** A server is a tree of processes (`npx` is a shell, a node and more), and parts of
/// it leave the tree. [ServerLauncher] marks each one with an environment variable that cannot be
/// guessed and that descendants inherit; `ProcessTree` finds them by it, by parent, by session.
/// When the workbench dies without a word, `ProcessGuard` (one `sh` that waits at a pipe) does the
/// same; `Leftovers` is for the day when both were killed. Decision 0009 says why.
///
/// **Publishes** [ServerStarted], [ServerExited] and [ServerGaveUp] through the consumer that the
/// supervisor was built with. **Needs** a directory of the workbench's own and the process
/// environment.
///
/// **Threads.** Reading and writing a server's streams blocks in the operating system, which
/// occupies a carrier of the virtual threads; the JDK adds carriers for that, but not without
/// bound. Whoever reads [ServerProcess#stdout()] for the life of a server gives it a platform
/// thread.
@NullMarked
package dev.hqe.mcp.process;

import org.jspecify.annotations.NullMarked;
