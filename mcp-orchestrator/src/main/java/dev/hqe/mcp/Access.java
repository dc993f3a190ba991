package dev.hqe.mcp;

/// What a caller has shown of itself, and what it may therefore see and use. Made by whoever let
/// the caller in, never from what the caller says.
///
/// @param identity stable and unique to the one who holds the credential, such as the id of a key;
///   empty for the user of this machine, who came in through a door of its own. What is kept from
///   one request to the next (sessions, parked calls, tasks) is for one identity only.
/// @param scope what there is for them; for anybody else's eyes the rest does not exist
public record Access(String identity, Scope scope) {

    /// The user of this machine: everything.
    public static final Access LOCAL = new Access("", Scope.ALL);

    /// A choice of what a server has. Safe from many threads at once, and quick.
    public interface Scope {

        /// Everything.
        Scope ALL =
                new Scope() {
                    @Override
                    public boolean hasTool(ToolName name) {
                        return true;
                    }

                    @Override
                    public boolean hasPrompt(String name) {
                        return true;
                    }

                    @Override
                    public boolean hasResource(String uri) {
                        return true;
                    }
                };

        boolean hasTool(ToolName name);

        boolean hasPrompt(String name);

        boolean hasResource(String uri);
    }

    /// Whether everything is allowed that there is, so that a listing need not be filtered.
    public boolean isFull() {
        return scope.equals(Scope.ALL);
    }
}
