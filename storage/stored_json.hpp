// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/id.hpp"
#include "formats/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Members of what is stored as JSON. All throw std::runtime_error for what no version of ours
// wrote. Internal to storage/.

namespace inspectord::stored {

[[noreturn]] void broken(std::string_view what);

const JsonValue& member(const JsonValue& object, std::string_view key);
/// Empty where it is left out or null.
std::string text_of(const JsonValue& object, std::string_view key);
/// False where it is left out.
bool flag_of(const JsonValue& object, std::string_view key);
std::int64_t integer_of(const JsonValue& object, std::string_view key);
LocalDate date_of(const JsonValue& object, std::string_view key);
std::optional<LocalDate> optional_date(const JsonValue& object, std::string_view key);

template <class IdType>
IdType id_of(const JsonValue& object, std::string_view key) {
  const auto id = IdType::parse(text_of(object, key));
  if (!id) broken(key);
  return *id;
}

template <class Entries, class Encode>
JsonArray list_of(const Entries& entries, Encode encode) {
  JsonArray list;
  for (const auto& entry : entries) list.push_back(encode(entry));
  return list;
}

template <class Decode>
auto list_from(const JsonValue& object, std::string_view key, Decode decode) {
  std::vector<decltype(decode(object))> entries;
  if (const auto* list = object.find(key)) {
    if (!list->if_array()) broken(key);
    for (const auto& entry : *list->if_array()) entries.push_back(decode(entry));
  }
  return entries;
}

}  // namespace inspectord::stored
