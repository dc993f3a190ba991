package dev.hqe.mcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Where the skills come from that a server lists by [MCP's skills
/// extension](https://github.com/modelcontextprotocol/ext-skills/blob/main/specification/stable/skills.mdx)
/// (SEP-2640). Their files are resources of some [ResourceProvider]. Safe for calls from many
/// threads at once.
public interface SkillProvider {

    /// Has none.
    SkillProvider NONE =
            new SkillProvider() {
                @Override
                public List<String> skills() {
                    return List.of();
                }

                @Override
                public Optional<ObjectNode> skill(String uri) {
                    return Optional.empty();
                }
            };

    /// The addresses of the `SKILL.md` of every skill there is now, in any order. Returns quickly.
    List<String> skills();

    /// The entry of one skill (there, "Skill Entries"). Reads all its files.
    ///
    /// @param uri of its `SKILL.md`
    /// @return empty when there is no such skill
    /// @throws McpException when one of its files cannot be read any more
    Optional<ObjectNode> skill(String uri);
}
