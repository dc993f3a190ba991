package dev.hqe.mcp;

/// What a caller has shown of itself, and what it may therefore see and use. Made by whoever let
/// the caller in, never from what the caller says.
///
/// What is kept from one request to the next (sessions, parked calls, tasks, results) is for one
/// key and one profile only. Callers without either are one: the user of this machine.
///
/// @param identity stable and unique to the one who holds the credential, such as the id of a key;
///   empty for the user of this machine, who came in through a door of its own
/// @param profile the profile that it came in under; empty for none
/// @param source what it may see and use, which may change while it is connected
public record Access(String identity, String profile, Source source) {

    /// The user of this machine: everything.
    public static final Access LOCAL = new Access("", Scope.ALL);

    /// The holder of a key.
    public Access(String identity, Scope scope) {
        this(identity, "", new Opening(scope, ToolDisplay.UNSAID));
    }

    /// The user of this machine, who wants the tools shown in some way.
    public static Access local(ToolDisplay display) {
        return new Access("", "", new Opening(Scope.ALL, display));
    }

    /// Says what is open right now. Safe from many threads at once, and quick. Two that always say
    /// the same are equal, because much is kept by who somebody is.
    @FunctionalInterface
    public interface Source {

        /// What is open now, or was a moment ago: an equal value as long as nothing has changed.
        Opening now();

        /// A request has come: what [#now] says from here on holds no earlier than this.
        default void look() {
            // Where what is open does not change, or is known at once.
        }
    }

    /// What is open to somebody, at one moment.
    ///
    /// @param scope what there is for them; for anybody else's eyes the rest does not exist
    /// @param display how the tools among it are shown
    public record Opening(Scope scope, ToolDisplay display) implements Source {

        /// Nothing at all.
        public static final Opening NOTHING = new Opening(Scope.NOTHING, ToolDisplay.UNSAID);

        @Override
        public Opening now() {
            return this;
        }
    }

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

                    @Override
                    public boolean hasTopic(String topic) {
                        return true;
                    }
                };

        /// Nothing.
        Scope NOTHING =
                new Scope() {
                    @Override
                    public boolean hasTool(ToolName name) {
                        return false;
                    }

                    @Override
                    public boolean hasPrompt(String name) {
                        return false;
                    }

                    @Override
                    public boolean hasResource(String uri) {
                        return false;
                    }
                };

        boolean hasTool(ToolName name);

        boolean hasPrompt(String name);

        boolean hasResource(String uri);

        /// Whether entities of a Topic can be read, and stored, by the workbench's own tools.
        ///
        /// @param topic its id; there need be no such Topic any more
        default boolean hasTopic(String topic) {
            return false;
        }
    }

    /// What is open now.
    public Opening opening() {
        return source.now();
    }

    /// What there is for them now.
    public Scope scope() {
        return opening().scope();
    }

    /// Whether everything is allowed that there is, so that a listing need not be filtered.
    public boolean isFull() {
        return scope().equals(Scope.ALL);
    }

    /// Whether nothing is open any more, not even what was begun before.
    public boolean isClosed() {
        return scope().equals(Scope.NOTHING);
    }

    /// Whether both come with the same key, or none, and under the same profile, or none.
    public boolean isSameHolder(Access other) {
        return identity.equals(other.identity) && profile.equals(other.profile);
    }
}
