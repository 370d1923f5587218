// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/decode_reasons.hpp"
#include "formats/fields.hpp"
#include "formats/json.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A value in its file: knows its JSON pointer. Requires: the spots it hangs on outlive it.
class Spot {
 public:
  explicit Spot(const JsonValue& root) : value_(&root) {}

  Spot member(std::string_view name, const JsonValue& value) const {
    return {value, this, name, 0};
  }
  Spot entry(std::size_t index, const JsonValue& value) const { return {value, this, {}, index}; }
  /// The member of that name, or this one where it is left out.
  Spot member_or_self(std::string_view name) const;

  const JsonValue& value() const { return *value_; }
  Place place() const { return value_->place(); }
  std::string pointer() const;

 private:
  Spot(const JsonValue& value, const Spot* up, std::string_view name, std::size_t index)
      : value_(&value), up_(up), name_(name), index_(index) {}

  const JsonValue* value_;
  const Spot* up_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
};

/// Gathers everything that is wrong in one file, and the keys and references in it, which are
/// compared at the end.
class Decoder {
 public:
  /// Requires: root outlives the decoder. `found_before`: what reading the text found.
  explicit Decoder(const JsonValue& root, std::vector<DecodeError> found_before = {})
      : root_(&root), errors_(std::move(found_before)) {}

  const JsonValue& root() const { return *root_; }
  /// What PointsTo::list accepts though the file leaves it out: the lists of the whole document,
  /// "sub_units".
  void allow_to_leave_out(std::vector<std::string> pointers) {
    may_be_left_out_ = std::move(pointers);
  }
  bool may_leave_out(std::string_view pointer) const {
    return std::ranges::find(may_be_left_out_, pointer) != may_be_left_out_.end();
  }

  std::size_t error_count() const { return errors_.size() + left_out_; }

  void report(DecodeError);
  void report(const Spot& at, const Reason& reason, Arguments arguments = {}) {
    report({at.place(), at.pointer(), reason, std::move(arguments)});
  }
  /// `near` with the known name that the unknown one most likely meant, `plain` where none is near.
  void report_unknown(DecodeError, const Reason& near, std::string_view unknown,
                      std::span<const std::string_view> known);

  void declare(KeySpace, const std::string& key, const std::string& name, const Spot&);
  void refer(Ref, const std::string& key, const Spot&);

  /// Everything, in the order of the text; empty: all is right.
  std::vector<DecodeError> finish() &&;

 private:
  struct Entry {
    KeySpace space;
    std::string name;
    std::string pointer;
  };
  struct Reference {
    Ref ref;
    std::string key;
    DecodeError error;
  };
  static constexpr std::size_t most_errors = 1000;

  void resolve(Reference);
  void drop_nulls_of_unreadable_values();

  const JsonValue* root_;
  std::vector<std::string> may_be_left_out_;
  std::vector<DecodeError> errors_;
  std::size_t left_out_ = 0;
  std::multimap<std::string, Entry, std::less<>> entries_;
  std::vector<Reference> references_;
};

/// A value as a message shows it: short, as JSON; lists and objects only by their brackets.
std::string shown(const JsonValue&);

}  // namespace inspectord
