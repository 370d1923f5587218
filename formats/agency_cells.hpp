// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/table_columns.hpp"
#include "workflow/plan/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

namespace reason {
inline constexpr Reason cell_unknown_agency{"cell_unknown_agency"};            ///< found
inline constexpr Reason cell_unknown_agency_near{"cell_unknown_agency_near"};  ///< found, nearest
inline constexpr Reason cell_ambiguous_agency{"cell_ambiguous_agency"};        ///< found, keys
}  // namespace reason

/// The agencies (and groups) of a plan as cells name them: by key, name, short name or alias,
/// letter by letter. Communes differ by a tone mark alone, so that what is only near is no match.
class AgencyCells {
 public:
  /// Requires: the plan outlives it.
  explicit AgencyCells(const Plan& plan) : plan_(plan) {}

  /// The name of a key, where it means that entry alone; else the key.
  std::string text_of(const std::string& key) const;
  std::string texts_of(const std::vector<std::string>& keys) const;  ///< With "," between them.

  /// The keys of all that a text may mean; a key means itself alone.
  std::vector<std::string> find(const std::string& text) const;
  /// The one key; else a problem of the column, and "". Nothing for nothing.
  std::string key_of(const std::string& text, std::string_view column, RowReader&) const;
  std::vector<std::string> keys_of(const std::string& texts, std::string_view column,
                                   RowReader&) const;

 private:
  const Plan& plan_;
};

}  // namespace inspectord
