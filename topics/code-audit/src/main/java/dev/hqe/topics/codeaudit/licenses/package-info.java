/// Tells under which licence code stands, from licence files, `SPDX-License-Identifier` lines and
/// the fields of manifests.
///
/// Enter at [LicenseText][dev.hqe.topics.codeaudit.licenses.LicenseText] for the text of a file and
/// at [Expression][dev.hqe.topics.codeaudit.licenses.Expression] for what stands in a line or
/// field; [License][dev.hqe.topics.codeaudit.licenses.License] is the list of licences that are
/// known. It publishes nothing and needs nothing. What it says is no legal advice.
@NullMarked
package dev.hqe.topics.codeaudit.licenses;

import org.jspecify.annotations.NullMarked;
