package dev.hqe.ui.internal.home;

/// A step of getting started, in their order.
public enum Step {
    TOPIC(1),
    DATA(2),
    AGENT(3);

    private final int number;

    Step(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
