package dev.hqe.topics.legal;

import dev.hqe.topics.kit.Tools;
import dev.hqe.topics.legal.compare.ClauseDiff;
import dev.hqe.topics.legal.find.ClausesTool;
import dev.hqe.topics.legal.find.DeadlinesTool;
import dev.hqe.topics.legal.find.DefinedTermsTool;
import dev.hqe.topics.legal.find.ObligationsTool;
import dev.hqe.topics.legal.find.PartiesTool;
import dev.hqe.topics.legal.text.StoreContract;

/// The tools: all that the Wasm module does.
public final class Legal {
    /// By the names that the manifest has for them.
    public static final Tools TOOLS =
            new Tools()
                    .with("store_contract", StoreContract::answer)
                    .with("clauses", ClausesTool::answer)
                    .with("parties", PartiesTool::answer)
                    .with("defined_terms", DefinedTermsTool::answer)
                    .with("obligations", ObligationsTool::answer)
                    .with("deadlines", DeadlinesTool::answer)
                    .with("clause_diff", ClauseDiff::answer);

    private Legal() {}
}
