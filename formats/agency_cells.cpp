// SPDX-License-Identifier: Apache-2.0
#include "formats/agency_cells.hpp"

#include "core/nearest_name.hpp"
#include "formats/cell_lists.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string joined(const std::vector<std::string>& keys) {
  std::string list;
  for (const auto& key : keys) list += (list.empty() ? "" : ", ") + key;
  return list;
}

std::vector<std::string> names_of(const AgencyEntry& agency) {
  std::vector<std::string> names{agency.name};
  if (!agency.short_name.empty()) names.push_back(agency.short_name);
  names.insert(names.end(), agency.aliases.begin(), agency.aliases.end());
  return names;
}

}  // namespace

std::vector<std::string> AgencyCells::find(const std::string& text) const {
  for (const auto& agency : plan_.agencies) {
    if (agency.key == text) return {text};
  }
  for (const auto& group : plan_.groups) {
    if (group.key == text) return {text};
  }
  std::vector<std::string> by_name, by_other;
  for (const auto& agency : plan_.agencies) {
    const auto names = names_of(agency);
    if (agency.name == text) by_name.push_back(agency.key);
    if (std::ranges::find(names, text) != names.end()) by_other.push_back(agency.key);
  }
  for (const auto& group : plan_.groups) {
    if (group.name == text) by_other.push_back(group.key);
  }
  return by_name.size() == 1 ? by_name : by_other;
}

std::string AgencyCells::text_of(const std::string& key) const {
  const auto named = [&](const std::string& name) {
    return find(name) == std::vector<std::string>{key} ? name : key;
  };
  for (const auto& agency : plan_.agencies) {
    if (agency.key == key) return named(agency.name);
  }
  for (const auto& group : plan_.groups) {
    if (group.key == key) return named(group.name);
  }
  return key;
}

std::string AgencyCells::texts_of(const std::vector<std::string>& keys) const {
  std::vector<std::string> texts;
  for (const auto& key : keys) texts.push_back(text_of(key));
  return join_cell(texts, ',');
}

std::string AgencyCells::key_of(const std::string& text, std::string_view column,
                                RowReader& row) const {
  if (text.empty()) return {};
  const auto found = find(text);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    row.complain(column, reason::cell_ambiguous_agency, {{"found", text}, {"keys", joined(found)}});
    return {};
  }
  std::vector<std::string_view> known;
  for (const auto& agency : plan_.agencies) known.push_back(agency.name);
  const auto nearest = nearest_name(text, known);
  Arguments arguments{{"found", text}};
  if (!nearest.empty()) arguments.emplace_back("nearest", nearest);
  row.complain(column,
               nearest.empty() ? reason::cell_unknown_agency : reason::cell_unknown_agency_near,
               std::move(arguments));
  return {};
}

std::vector<std::string> AgencyCells::keys_of(const std::string& texts, std::string_view column,
                                              RowReader& row) const {
  std::vector<std::string> keys;
  for (const auto& text : split_cell(texts, ',')) {
    if (!text.empty()) keys.push_back(key_of(text, column, row));
  }
  return keys;
}

}  // namespace inspectord
