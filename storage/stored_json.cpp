// SPDX-License-Identifier: Apache-2.0
#include "storage/stored_json.hpp"

#include <stdexcept>

namespace inspectord::stored {

void broken(std::string_view what) {
  throw std::runtime_error("a stored plan cannot be read: " + std::string{what});
}

const JsonValue& member(const JsonValue& object, std::string_view key) {
  const auto* found = object.find(key);
  if (!found) broken(key);
  return *found;
}

std::string text_of(const JsonValue& object, std::string_view key) {
  const auto* found = object.find(key);
  if (!found || found->is_null()) return {};
  if (!found->if_string()) broken(key);
  return *found->if_string();
}

bool flag_of(const JsonValue& object, std::string_view key) {
  const auto* found = object.find(key);
  return found && found->if_boolean().value_or(false);
}

std::int64_t integer_of(const JsonValue& object, std::string_view key) {
  const auto value = member(object, key).if_integer();
  if (!value) broken(key);
  return *value;
}

LocalDate date_of(const JsonValue& object, std::string_view key) {
  const auto date = parse_date(text_of(object, key));
  if (!date) broken(key);
  return *date;
}

std::optional<LocalDate> optional_date(const JsonValue& object, std::string_view key) {
  const auto text = text_of(object, key);
  return text.empty() ? std::nullopt : std::optional{date_of(object, key)};
}

}  // namespace inspectord::stored
