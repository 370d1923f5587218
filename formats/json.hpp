// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/decode_error.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace inspectord {

class JsonValue;
struct JsonMember;
using JsonArray = std::vector<JsonValue>;
using JsonObject = std::vector<JsonMember>;  ///< In the order of the text.

enum class JsonKind { null, boolean, integer, number, string, array, object };

/// A JSON value that knows where it stood. Built as it reads:
/// `JsonObject{{"id", id}, {"tags", JsonArray{"a", "b"}}}`. Comparing looks at the content alone.
class JsonValue {
 public:
  JsonValue();  ///< null
  JsonValue(std::nullptr_t) : JsonValue() {}
  template <std::same_as<bool> B>
  JsonValue(B value) : JsonValue(Boolean{value}) {}
  /// Throws std::out_of_range above the largest int64.
  template <std::integral I>
  requires(!std::same_as<I, bool> && !std::same_as<I, char>) JsonValue(I value)
      : JsonValue(Integer{std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value)
                                                             : too_large()}) {}
  JsonValue(double value);  ///< Throws std::invalid_argument for what is not finite.
  JsonValue(std::string value);
  JsonValue(std::string_view value) : JsonValue(std::string{value}) {}
  JsonValue(const char* value) : JsonValue(std::string{value}) {}
  JsonValue(JsonArray value);
  JsonValue(JsonObject value);
  JsonValue(const JsonValue&);
  JsonValue(JsonValue&&) noexcept;
  JsonValue& operator=(const JsonValue&);
  JsonValue& operator=(JsonValue&&) noexcept;
  ~JsonValue();

  JsonKind kind() const { return static_cast<JsonKind>(content_.index()); }
  bool is_null() const { return kind() == JsonKind::null; }

  std::optional<bool> if_boolean() const;
  /// Also a number written with a fraction or exponent, where it is whole and below 2^53: 2.0, 1e3.
  std::optional<std::int64_t> if_integer() const;
  /// Also an integer, where a double holds it exactly.
  std::optional<double> if_number() const;
  const std::string* if_string() const { return std::get_if<std::string>(&content_); }
  const JsonArray* if_array() const { return std::get_if<JsonArray>(&content_); }
  const JsonObject* if_object() const { return std::get_if<JsonObject>(&content_); }

  /// The value of a key; nullptr where it is missing or this is no object.
  const JsonValue* find(std::string_view key) const;
  /// What a JSON pointer (RFC 6901) leads to; nullptr where it leads nowhere.
  const JsonValue* at_pointer(std::string_view pointer) const;

  const Place& place() const { return place_; }
  void set_place(Place place) { place_ = place; }

  friend bool operator==(const JsonValue& a, const JsonValue& b);

 private:
  struct Boolean {
    bool value;
  };
  struct Integer {
    std::int64_t value;
  };
  explicit JsonValue(Boolean);
  explicit JsonValue(Integer);
  [[noreturn]] static std::int64_t too_large();

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, JsonArray, JsonObject>
      content_;
  Place place_;
};

/// One key of an object, with the place of the key itself.
struct JsonMember {
  JsonMember(std::string key_, JsonValue value_, Place place_ = {})
      : key(std::move(key_)), value(std::move(value_)), place(place_) {}

  std::string key;
  JsonValue value;
  Place place;

  friend bool operator==(const JsonMember& a, const JsonMember& b) {
    return a.key == b.key && a.value == b.value;
  }
};

struct JsonLimits {
  std::size_t bytes = 8u << 20;
  int depth = 64;
};

/// Reads RFC 8259, strictly: UTF-8 without faults (one byte order mark at the start is passed
/// over), no key twice, no number that an int64 or a double would change (reasons:
/// json_reasons.hpp).
Decoded<JsonValue> parse_json(std::string_view text, const JsonLimits& = {});

/// As parse_json, but a text whose grammar is right has a value even where keys come twice or
/// numbers cannot be kept: a decoder goes on with it and reports everything at once.
struct JsonReading {
  std::optional<JsonValue> value;
  std::vector<DecodeError> errors;
};
JsonReading read_json(std::string_view text, const JsonLimits& = {});

enum class JsonStyle {
  compact,   ///< No space at all.
  readable,  ///< One member or entry a line, two spaces a level; no newline at the end.
};

/// UTF-8 unescaped, keys in their order, doubles in their shortest form. Throws
/// std::invalid_argument for a string that is not UTF-8.
std::string write_json(const JsonValue&, JsonStyle = JsonStyle::compact);

/// Adds one step to a JSON pointer, "~" and "/" escaped (RFC 6901 section 3).
std::string pointer_to(std::string_view parent, std::string_view step);

/// Well-formed UTF-8 (RFC 3629): no surrogates, no overlong forms.
bool is_utf8(std::string_view text);

}  // namespace inspectord
