package dev.hqe.ui.internal;

import dev.hqe.ui.Display;
import dev.hqe.ui.WorkbenchWindow;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Runs a test class only where JavaFX can draw, and gives it the JavaFX thread. What is missing is
/// asked of the dynamic linker; a failure of JavaFX itself fails the test.
public final class Toolkit implements ExecutionCondition {

    private static final class Running {
        private static final FxDispatcher DISPATCHER = start();

        private static FxDispatcher start() {
            FxToolkit.start(Display.here());
            return new FxDispatcher(FxPulses.ofToolkit());
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> obstacle = WorkbenchWindow.obstacle(Display.here());
        return obstacle.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("JavaFX can draw here"));
    }

    /// Runs on the JavaFX thread and waits for the result.
    public static <T> T fx(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Running.DISPATCHER.post(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable e) { // handed to the test, assertion errors too
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    public static void run(Runnable action) {
        fx(() -> {
            action.run();
            return true;
        });
    }

    /// Waits until something is so on the JavaFX thread.
    public static void until(BooleanSupplier so) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> fx(so::getAsBoolean));
    }

    /// Presses keys together, as a person does, and lets them go.
    public static void press(KeyCode... keys) {
        run(() -> {
            Robot robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
        });
        run(() -> {}); // the keys are handled on the pulse after this one
    }
}
