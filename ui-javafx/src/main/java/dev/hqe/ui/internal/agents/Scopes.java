package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.ui.internal.Texts;
import java.util.List;

/// What a key or a profile opens, in words.
final class Scopes {

    private Scopes() {}

    /// "Everything", or the tools and Topics.
    static String said(AccessScope scope) {
        if (scope.equals(AccessScope.ALL)) {
            return Texts.of("agents.opens.all");
        }
        return Texts.of("agents.opens", listed(scope.tools()), listed(scope.topics()));
    }

    private static String listed(List<String> patterns) {
        return patterns.isEmpty() ? Texts.of("agents.opens.none") : String.join(", ", patterns);
    }
}
