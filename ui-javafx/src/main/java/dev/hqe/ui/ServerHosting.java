package dev.hqe.ui;

import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.host.ServerLog;
import dev.hqe.mcp.host.ServerPins;
import dev.hqe.mcp.oauth.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The hosted servers as a person sees, adds and changes them. Everything here may block.
/// Thread-safe.
public interface ServerHosting {

    /// Those that are hosted now, whoever brings them.
    ServerHost host();

    /// The person's own, as their file has them.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it cannot be read as a whole
    HostedServers file();

    /// Changes the file in one step. What it says is hosted when this returns.
    ///
    /// @throws dev.hqe.mcp.config.ConfigException if it cannot be changed so, with every reason
    HostedServers change(UnaryOperator<HostedServers> change);

    /// Where `${secret:NAME}` in the file leads to; not the asker's to close.
    SecretStore secrets();

    /// What a server has said on standard error.
    ServerLog log(ServerName server);

    /// What a server is known by, also one that is not hosted.
    ServerPins pins(ServerName server);

    /// Where other programs keep their servers.
    Places places();

    /// The folder that bundles are unpacked to, each under its server's name.
    Path bundles();

    /// Who may take how long in a trial.
    enum Waiting {
        /// Nobody is asked, so a server that does not answer is given up after half a minute.
        FOR_THE_SERVER,
        /// Someone may have to sign in.
        FOR_A_PERSON
    }

    /// A server that is hosted alone, beside those that run, and accepts nothing.
    interface Trial extends AutoCloseable {

        ServerHost host();

        @Override
        void close() throws IOException;
    }

    /// Begins a trial of a server that may stand in no file yet.
    ///
    /// @param secrets what it refers to
    /// @param browser is given the page on which a person signs in
    Trial tryOut(HostedServerConfig server, SecretStore secrets, Browser browser, Waiting waiting)
            throws IOException;
}
