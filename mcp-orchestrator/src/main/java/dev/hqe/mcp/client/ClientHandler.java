package dev.hqe.mcp.client;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a host does for a server that it is connected to. Notices come one after another on one
/// thread; questions come on threads of their own, several at once, and are interrupted when the
/// server does not want the answer any more.
public interface ClientHandler {

    /// Offers nothing and hears nothing.
    ClientHandler NONE = new ClientHandler() {};

    /// What is offered. Asked once, before connecting.
    default ClientOffers offers() {
        return ClientOffers.NONE;
    }

    /// Asks the user.
    default Elicitation.Answer elicit(Elicitation question) throws InterruptedException {
        return new Elicitation.Answer.Decline();
    }

    /// Asks a model.
    ///
    /// @param params of `sampling/createMessage`
    /// @return a `CreateMessageResult`
    /// @throws Refusal when the user or the policy says no
    default ObjectNode sample(ObjectNode params) throws InterruptedException {
        throw new Refusal("sampling is not offered");
    }

    /// The folders that the server should look at.
    default List<Root> roots() throws InterruptedException {
        return List.of();
    }

    /// Hears what the server tells.
    default void heard(ServerNotice notice) {}

    /// A folder or file that a server may look at.
    ///
    /// @param uri a `file:` address
    /// @param name for people; empty for none
    record Root(URI uri, String name) {}

    /// A question that will not be answered. The server is told the message.
    final class Refusal extends ClientException {

        /// @param message why, fit for the server to read
        public Refusal(String message) {
            super(message);
        }
    }
}
