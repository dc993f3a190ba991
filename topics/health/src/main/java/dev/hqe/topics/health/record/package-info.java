/// What the stored record says: measurements, their trend, medicines over time.
///
/// Enter at [ObservationsTool][dev.hqe.topics.health.record.ObservationsTool],
/// [TrendTool][dev.hqe.topics.health.record.TrendTool] and
/// [MedicationTimeline][dev.hqe.topics.health.record.MedicationTimeline]; all read entities that
/// the host hands over. It needs the kit and the other two packages.
@NullMarked
package dev.hqe.topics.health.record;

import org.jspecify.annotations.NullMarked;
