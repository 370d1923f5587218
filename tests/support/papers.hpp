// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace inspectord {

/// The text of one of the five source papers ("an-giang-2022"), which lie beside the project and
/// not in it: in the directory of INSPECTORD_DOCUMENTS, else in shared/documents above the
/// checkout. nullopt where they are not there: a test then says so and is skipped.
std::optional<std::string> paper_text(const std::string& name);

}  // namespace inspectord
