package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.SkillCatalog;
import dev.hqe.mcp.internal.protocol.SharedMethods.Asked;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `skills/list` and `skills/get` of [MCP's skills
/// extension](https://github.com/modelcontextprotocol/ext-skills/blob/main/specification/stable/skills.mdx)
/// (SEP-2640). They exist only while there are skills. Thread-safe.
final class SkillMethods {

    static final String NAMES = "skills/list, skills/get";

    private static final System.Logger LOG = System.getLogger(SkillMethods.class.getName());

    private final SkillCatalog skills;
    private final Dialect dialect;

    SkillMethods(SkillCatalog skills, Dialect dialect) {
        this.skills = skills;
        this.dialect = dialect;
    }

    boolean isServed() {
        return !skills.isEmpty();
    }

    /// The entries of a page of the skills. Only theirs are read.
    Verdict list(Asked asked) {
        Optional<String> after = Cursor.read(asked.request().params().path("cursor"));
        if (after.isEmpty()) {
            return Verdict.invalidParams(Cursor.INVALID);
        }
        Access access = asked.terms().principal().access();
        return new Verdict.Run(
                (caller, results, done) ->
                        skills.start(
                                "skills/list",
                                () -> Optional.of(page(access, after.get(), asked.pageSize())),
                                results,
                                fetched ->
                                        done.accept(
                                                dialect.answer(fetched, true, () -> unknown("")))),
                asked.terms());
    }

    private ObjectNode page(Access access, String after, int pageSize) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = result.putArray("skills");
        Iterator<String> uris =
                skills.uris(access).stream().filter(uri -> uri.compareTo(after) > 0).iterator();
        String last = "";
        for (int n = 0; uris.hasNext(); n++) {
            if (n == pageSize) {
                return result.put("nextCursor", Cursor.after(last));
            }
            last = uris.next();
            entry(last, access).ifPresent(entries::add);
        }
        return result;
    }

    /// One that cannot be read does not keep the others from being listed.
    private Optional<ObjectNode> entry(String uri, Access access) {
        try {
            return skills.entry(uri, access);
        } catch (McpException e) {
            LOG.log(Level.WARNING, "{0} is left out of skills/list: {1}", uri, e.getMessage());
            return Optional.empty();
        }
    }

    Verdict get(Asked asked) {
        String uri = new Params(asked.request()).uri();
        Access access = asked.terms().principal().access();
        return new Verdict.Run(
                (caller, results, done) ->
                        skills.start(
                                "skill " + Quoted.brief(uri),
                                () ->
                                        skills.entry(uri, access)
                                                .map(entry ->
                                                        JsonNodeFactory.instance
                                                                .objectNode()
                                                                .set("skill", entry)),
                                results,
                                fetched ->
                                        done.accept(
                                                dialect.answer(fetched, true, () -> unknown(uri)))),
                asked.terms());
    }

    private static RpcError unknown(String uri) {
        return RpcError.invalidParams("Unknown skill: " + Quoted.brief(uri));
    }
}
