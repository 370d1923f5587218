// SPDX-License-Identifier: Apache-2.0
#include "formats/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace inspectord {

JsonValue::JsonValue() = default;
JsonValue::JsonValue(Boolean value) : content_(value.value) {}
JsonValue::JsonValue(Integer value) : content_(value.value) {}
JsonValue::JsonValue(double value) : content_(value) {
  if (!std::isfinite(value)) throw std::invalid_argument("JsonValue: a number must be finite");
}
JsonValue::JsonValue(std::string value) : content_(std::move(value)) {}
JsonValue::JsonValue(JsonArray value) : content_(std::move(value)) {}
JsonValue::JsonValue(JsonObject value) : content_(std::move(value)) {}
JsonValue::JsonValue(const JsonValue&) = default;
JsonValue::JsonValue(JsonValue&&) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue&) = default;
JsonValue& JsonValue::operator=(JsonValue&&) noexcept = default;
JsonValue::~JsonValue() = default;

std::int64_t JsonValue::too_large() {
  throw std::out_of_range("JsonValue: an integer beyond 64 bits with sign");
}

std::optional<bool> JsonValue::if_boolean() const {
  const auto* value = std::get_if<bool>(&content_);
  return value ? std::optional{*value} : std::nullopt;
}

std::optional<std::int64_t> JsonValue::if_integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&content_)) return *value;
  const auto* value = std::get_if<double>(&content_);
  constexpr double exact_limit = 9007199254740992.0;  // 2^53: above it a double skips integers.
  if (!value || std::trunc(*value) != *value || std::abs(*value) >= exact_limit)
    return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<double> JsonValue::if_number() const {
  if (const auto* value = std::get_if<double>(&content_)) return *value;
  const auto* value = std::get_if<std::int64_t>(&content_);
  if (!value) return std::nullopt;
  const auto number = static_cast<double>(*value);
  constexpr double int64_end = 9223372036854775808.0;
  if (number >= int64_end || static_cast<std::int64_t>(number) != *value) return std::nullopt;
  return number;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto* object = if_object();
  if (!object) return nullptr;
  const auto member = std::ranges::find(*object, key, &JsonMember::key);
  return member == object->end() ? nullptr : &member->value;
}

namespace {

/// nullopt where "~" is followed by neither 0 nor 1.
std::optional<std::string> unescaped(std::string_view step) {
  std::string key;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] != '~') {
      key += step[i];
      continue;
    }
    ++i;
    if (i == step.size() || (step[i] != '0' && step[i] != '1')) return std::nullopt;
    key += step[i] == '0' ? '~' : '/';
  }
  return key;
}

const JsonValue* element(const JsonArray& array, std::string_view step) {
  if (step.empty() || (step.size() > 1 && step[0] == '0')) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool whole = error == std::errc{} && end == step.data() + step.size();
  return whole && index < array.size() ? &array[index] : nullptr;
}

}  // namespace

const JsonValue* JsonValue::at_pointer(std::string_view pointer) const {
  const JsonValue* value = this;
  while (value && !pointer.empty()) {
    if (pointer[0] != '/') return nullptr;
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    const auto step = unescaped(pointer.substr(1, end - 1));
    if (!step) return nullptr;
    value = value->if_array() ? element(*value->if_array(), *step) : value->find(*step);
    pointer.remove_prefix(end);
  }
  return value;
}

bool operator==(const JsonValue& a, const JsonValue& b) {
  return a.content_ == b.content_;
}

std::string pointer_to(std::string_view parent, std::string_view step) {
  std::string pointer{parent};
  pointer += '/';
  for (const char c : step) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace inspectord
