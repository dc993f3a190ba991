package dev.hqe.mcp.internal.protocol;

/// Something that a client may want to be told of. Equal ones that wait to be told are told once.
sealed interface Change {

    /// A listing reads differently now.
    enum Listing implements Change {
        TOOLS("notifications/tools/list_changed"),
        PROMPTS("notifications/prompts/list_changed"),
        RESOURCES("notifications/resources/list_changed");

        private final String method;

        Listing(String method) {
            this.method = method;
        }

        /// The notification that says so.
        String method() {
            return method;
        }
    }

    /// A resource has other content now.
    record Resource(String uri) implements Change {}

    /// A task is in another state now.
    record Task(String id) implements Change {}
}
