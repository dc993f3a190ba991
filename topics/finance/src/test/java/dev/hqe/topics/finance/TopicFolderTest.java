package dev.hqe.topics.finance;

import dev.hqe.topics.kit.testing.TopicFolderContract;

/// The assembled folder: what holds of every Topic, and of this one.
class TopicFolderTest extends TopicFolderContract {
    TopicFolderTest() {
        super(Finance.TOOLS);
    }
}
