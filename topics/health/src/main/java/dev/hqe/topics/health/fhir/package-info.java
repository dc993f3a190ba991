/// FHIR R4 in, entities out: what of a Bundle is stored, and what is left out and why.
///
/// Enter at [ImportBundle][dev.hqe.topics.health.fhir.ImportBundle];
/// [FhirTime][dev.hqe.topics.health.fhir.FhirTime] reads the standard's dates. Source of the
/// format: HL7 FHIR R4 (4.0.1), http://hl7.org/fhir/R4, pages bundle, patient, observation,
/// condition, medicationrequest and datatypes. It needs the kit and the notice of the calc package.
@NullMarked
package dev.hqe.topics.health.fhir;

import org.jspecify.annotations.NullMarked;
