/// The window of the workbench.
///
/// Enter at [dev.hqe.ui.WorkbenchWindow]: it takes [dev.hqe.ui.WindowParts] and shows them until
/// the person closes it. What it needs from other modules it asks through the ports that live here
/// ([dev.hqe.ui.FolderIngestion], [dev.hqe.ui.ToolList], [dev.hqe.ui.AgentConnection]); from the
/// kernel it uses the Topic catalog, the entity store and the event bus as they are. While it is
/// open it is the [dev.hqe.mcp.policy.Approver] that calls are asked about first.
///
/// Publishes nothing. Hears `TopicLoaded`, `TopicRejected`, `EntityStored` and `EntityDeleted`.
///
/// Inside, a view (plain Java and CSS) knows a view model (JavaFX properties, no nodes), and the
/// view model knows the modules. Everything that may block runs on virtual threads; its results
/// reach the JavaFX thread through one queue that is emptied once per pulse.
@NullMarked
package dev.hqe.ui;

import org.jspecify.annotations.NullMarked;
