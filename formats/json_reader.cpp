// SPDX-License-Identifier: Apache-2.0
#include "formats/json.hpp"
#include "formats/json_reasons.hpp"
#include "formats/json_syntax.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace inspectord {
namespace {

/// A decimal number without its writing: digits without zeros at either end, and the power of ten
/// of the last one. Equal numbers are equal whether written 1200, 1.2e3 or 1200.0.
struct Decimal {
  std::string digits;
  long exponent = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

Decimal decimal(std::string_view text) {
  const auto e = std::min(text.find_first_of("eE"), text.size());
  Decimal result;
  bool fraction = false;
  for (const char c : text.substr(0, e)) {
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    if (fraction) --result.exponent;
    if (c != '0' || !result.digits.empty()) result.digits += c;
  }
  while (!result.digits.empty() && result.digits.back() == '0') {
    result.digits.pop_back();
    ++result.exponent;
  }
  if (result.digits.empty()) return {};
  if (e < text.size()) {
    auto power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    long value = 0;
    std::from_chars(power.data(), power.data() + power.size(), value);
    result.exponent += value;
  }
  return result;
}

std::string printed(double number, int digits) {
  std::array<char, 40> text;
  const auto end = digits == 0 ? std::to_chars(text.begin(), text.end(), number).ptr
                               : std::to_chars(text.begin(), text.end(), number,
                                               std::chars_format::scientific, digits - 1)
                                     .ptr;
  return {text.begin(), end};
}

/// Whether a double keeps what was written: its shortest form says the same, or the one with 17
/// digits (which other programs print).
bool keeps(double number, std::string_view written) {
  const auto meant = decimal(written);
  return decimal(printed(number, 0)) == meant || decimal(printed(number, 17)) == meant;
}

/// Builds the tree from nlohmann's events. The parser checks the grammar and unescapes strings; the
/// cursor walks the same tokens for their places.
class TreeBuilder final : public nlohmann::json::json_sax_t {
 public:
  TreeBuilder(std::string_view text, int depth)
      : cursor_(text), depth_(static_cast<std::size_t>(depth)) {}

  JsonReading take() && { return std::move(reading_); }
  std::vector<DecodeError>& errors() { return reading_.errors; }

  bool null() override {
    return scalar([](auto) { return JsonValue{}; });
  }
  bool boolean(bool value) override {
    return scalar([&](auto) { return JsonValue{value}; });
  }
  bool number_integer(number_integer_t value) override {
    return scalar([&](auto) { return JsonValue{value}; });
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (std::in_range<std::int64_t>(value)) return number_integer(static_cast<std::int64_t>(value));
    return scalar([this](auto written) { return out_of_range(written); });
  }
  bool number_float(number_float_t value, const string_t&) override {
    return scalar([&](std::string_view written) { return float_from(written, value); });
  }
  bool string(string_t& value) override {
    return scalar([&](auto) { return JsonValue{std::move(value)}; });
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open('{'); }
  bool start_array(std::size_t) override { return open('['); }
  bool end_object() override {
    refuse_keys_that_come_twice(open_.back().members);
    return close();
  }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    cursor_.skip_to_token();
    keys_.push_back({std::move(name), cursor_.place()});
    cursor_.take_token();
    after_ = JsonContext::After::key;
    return true;
  }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::json::exception& fault) override {
    constexpr int number_overflow = 406;
    if (fault.id == number_overflow) {
      cursor_.skip_to_token();
      const auto place = cursor_.place();
      errors().push_back({place,
                          pointer(),
                          reason::json_number_range,
                          {{"found", shortened(cursor_.take_token(), 40)}}});
    } else {
      auto error = explain_syntax(cursor_, {after_, brackets_});
      error.pointer = pointer();
      errors().push_back(std::move(error));
    }
    return false;
  }

 private:
  struct Key {
    std::string name;
    Place place;
  };

  /// An array or object whose closing bracket has not come yet.
  struct Frame {
    Place place;
    JsonArray entries;
    JsonObject members;
  };

  bool scalar(auto make) {
    cursor_.skip_to_token();
    token_ = cursor_.place();
    JsonValue value = make(cursor_.take_token());
    value.set_place(token_);
    add(std::move(value));
    return true;
  }

  bool open(char bracket) {
    cursor_.skip_to_token();
    if (open_.size() == depth_) {
      errors().push_back(
          {cursor_.place(), pointer(), reason::json_too_deep, {{"limit", std::to_string(depth_)}}});
      return false;
    }
    open_.push_back({cursor_.place(), {}, {}});
    cursor_.take_token();
    brackets_ += bracket;
    after_ = JsonContext::After::opening;
    return true;
  }

  bool close() {
    cursor_.skip_to_token();
    cursor_.take_token();
    Frame frame = std::move(open_.back());
    JsonValue value = brackets_.back() == '[' ? JsonValue{std::move(frame.entries)}
                                              : JsonValue{std::move(frame.members)};
    value.set_place(frame.place);
    open_.pop_back();
    brackets_.pop_back();
    add(std::move(value));
    return true;
  }

  void add(JsonValue value) {
    after_ = JsonContext::After::value;
    if (open_.empty()) {
      reading_.value = std::move(value);
    } else if (brackets_.back() == '[') {
      open_.back().entries.push_back(std::move(value));
    } else {
      auto& key = keys_.back();
      open_.back().members.emplace_back(std::move(key.name), std::move(value), key.place);
      keys_.pop_back();
    }
  }

  /// Where the reader stands, as a JSON pointer.
  std::string pointer() const {
    std::string path;
    std::size_t key = 0;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (brackets_[i] == '[') {
        path = pointer_to(path, std::to_string(open_[i].entries.size()));
      } else if (key < keys_.size()) {
        path = pointer_to(path, keys_[key++].name);
      }
    }
    return path;
  }

  JsonValue out_of_range(std::string_view written) {
    errors().push_back(
        {token_, pointer(), reason::json_number_range, {{"found", shortened(written, 40)}}});
    return {};
  }

  JsonValue float_from(std::string_view written, double value) {
    const bool integer = written.find_first_of(".eE") == std::string_view::npos;
    if (integer) return out_of_range(written);
    if (!keeps(value, written)) {
      errors().push_back({token_,
                          pointer(),
                          reason::json_number_precision,
                          {{"found", shortened(written, 40)}, {"kept", printed(value, 0)}}});
    }
    return value;
  }

  void refuse_keys_that_come_twice(const JsonObject& object) {
    std::vector<const JsonMember*> members;
    for (const auto& member : object) members.push_back(&member);
    std::ranges::stable_sort(
        members, {}, [](const auto* member) -> const auto& { return member->key; });
    for (std::size_t i = 1; i < members.size(); ++i) {
      if (members[i]->key != members[i - 1]->key) continue;
      errors().push_back({members[i]->place,
                          pointer_to(pointer(), members[i]->key),
                          reason::json_duplicate_key,
                          {{"key", shortened(members[i]->key, 60)},
                           {"first_line", std::to_string(members[i - 1]->place.line)}}});
    }
  }

  JsonCursor cursor_;
  std::size_t depth_;
  Place token_;
  std::vector<Frame> open_;
  std::string brackets_;
  std::vector<Key> keys_;
  JsonContext::After after_ = JsonContext::After::nothing;
  JsonReading reading_;
};

std::vector<DecodeError> refuse(Place place, const Reason& reason, Arguments arguments) {
  return {DecodeError{place, {}, reason, std::move(arguments)}};
}

Place place_of(std::string_view text, std::size_t offset) {
  JsonCursor cursor{text.substr(0, offset)};
  while (!cursor.at_end()) cursor.step();
  return cursor.place();
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What the parser would pass over or explain badly: bytes that are not UTF-8, and NUL, which it
/// takes for the end of the text.
std::vector<DecodeError> faults_of_bytes(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  if (const auto fault = first_fault_of_utf8(text); fault < text.size()) {
    const auto byte = static_cast<unsigned char>(text[fault]);
    return refuse(place_of(text, fault), reason::json_not_utf8,
                  {{"found", {'0', 'x', hex[byte >> 4], hex[byte & 15]}}});
  }
  if (text.starts_with(byte_order_mark)) {  // The parser would pass over it; one is enough.
    return refuse({1, 1}, reason::json_unexpected, {{"found", "U+FEFF"}});
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return refuse(place_of(text, nul), reason::json_control_character, {{"found", "U+0000"}});
  }
  return {};
}

}  // namespace

JsonReading read_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    return {std::nullopt,
            refuse({1, 1}, reason::json_too_large, {{"limit", std::to_string(limits.bytes)}})};
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (auto faults = faults_of_bytes(text); !faults.empty())
    return {std::nullopt, std::move(faults)};
  TreeBuilder builder{text, limits.depth};
  const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  JsonReading reading = std::move(builder).take();
  if (!complete) reading.value.reset();
  std::ranges::stable_sort(reading.errors, {}, &DecodeError::place);
  return reading;
}

Decoded<JsonValue> parse_json(std::string_view text, const JsonLimits& limits) {
  auto reading = read_json(text, limits);
  if (!reading.errors.empty()) return std::move(reading.errors);
  return std::move(*reading.value);
}

}  // namespace inspectord
