/// Formulas of medicine that need no record: units, body mass index, kidney function, mean glucose.
///
/// Each tool is a class of its own and names the paper its formula is from;
/// [Unit][dev.hqe.topics.health.calc.Unit] and [Analyte][dev.hqe.topics.health.calc.Analyte]
/// convert. [Notice][dev.hqe.topics.health.calc.Notice] begins every result of the Topic. It needs
/// the kit.
@NullMarked
package dev.hqe.topics.health.calc;

import org.jspecify.annotations.NullMarked;
