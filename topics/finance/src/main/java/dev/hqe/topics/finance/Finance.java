package dev.hqe.topics.finance;

import dev.hqe.topics.finance.money.CashFlow;
import dev.hqe.topics.finance.money.ImportStatement;
import dev.hqe.topics.finance.money.PortfolioValue;
import dev.hqe.topics.finance.prices.DrawdownTool;
import dev.hqe.topics.finance.prices.ImportPrices;
import dev.hqe.topics.finance.prices.IndicatorsTool;
import dev.hqe.topics.finance.prices.ReturnsTool;
import dev.hqe.topics.finance.prices.RiskTool;
import dev.hqe.topics.kit.Tools;

/// The tools: all that the Wasm module does.
public final class Finance {
    /// By the names that the manifest has for them.
    public static final Tools TOOLS =
            new Tools()
                    .with("import_prices", ImportPrices::answer)
                    .with("import_statement", ImportStatement::answer)
                    .with("returns", ReturnsTool::answer)
                    .with("indicators", IndicatorsTool::answer)
                    .with("drawdown", DrawdownTool::answer)
                    .with("risk", RiskTool::answer)
                    .with("portfolio_value", PortfolioValue::answer)
                    .with("cash_flow", CashFlow::answer);

    private Finance() {}
}
