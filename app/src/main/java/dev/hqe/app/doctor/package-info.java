/// What `hqe doctor` looks at, as a list of small checks.
///
/// Enter at [dev.hqe.app.doctor.Doctor], which puts the list together. A new line of the answer is
/// one more [dev.hqe.app.doctor.Check] there. It publishes nothing and needs the data directory,
/// and an open [dev.hqe.app.Workbench] only for what no other process can look at.
@NullMarked
package dev.hqe.app.doctor;

import org.jspecify.annotations.NullMarked;
