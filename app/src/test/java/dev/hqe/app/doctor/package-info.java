/// Tests of what `hqe doctor` looks at.
@NullMarked
package dev.hqe.app.doctor;

import org.jspecify.annotations.NullMarked;
