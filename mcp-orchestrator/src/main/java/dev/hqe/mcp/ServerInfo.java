package dev.hqe.mcp;

/// What the server says of itself (`serverInfo`).
///
/// @param name for programs, for example `hqe-workbench`
/// @param title for people; empty for none
/// @param version of the software, not of the protocol
public record ServerInfo(String name, String title, String version) {

    public ServerInfo {
        if (name.isBlank() || version.isBlank()) {
            throw new McpException("a server needs a name and a version to introduce itself with");
        }
    }
}
