package dev.hqe.conformance;

import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everything that the official conformance suite wants to find on a server: its scenarios'
/// descriptions name each tool, resource and prompt and what it does.
public final class Fixtures implements ToolProvider {

    private final FixtureResources resources = new FixtureResources();
    private final FixturePrompts prompts = new FixturePrompts();
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final List<Tool> tools = new CopyOnWriteArrayList<>();
    private final Tool extra =
            FixtureTool.of("test_extra_tool", "Comes and goes.", call -> ToolOutcome.Ok.text(""));

    /// All of them.
    public Fixtures() {
        List<Tool> all = new ArrayList<>(ContentTools.all());
        all.addAll(AskingTools.all());
        all.addAll(TaskTools.all());
        all.add(
                FixtureTool.of(
                        "test_trigger_tool_change",
                        "Lets a tool come or go.",
                        call -> {
                            change();
                            return ToolOutcome.Ok.text("The tools have changed.");
                        }));
        all.add(
                FixtureTool.of(
                        "test_trigger_prompt_change",
                        "Lets a prompt come or go.",
                        call -> {
                            prompts.change();
                            return ToolOutcome.Ok.text("The prompts have changed.");
                        }));
        tools.addAll(all);
    }

    private void change() {
        if (!tools.remove(extra)) {
            tools.add(extra);
        }
        listeners.tell(Runnable::run);
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// The resources.
    public ResourceProvider resources() {
        return resources;
    }

    /// The prompts.
    public PromptProvider prompts() {
        return prompts;
    }
}
